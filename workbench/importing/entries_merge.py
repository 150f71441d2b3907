"""Fold a list of entries into the rows of a statement: each entry finds its line by name and section, in any order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from workbench.domain.sources import CellRef, Says
from workbench.domain.statements import Meaning, Unit
from workbench.importing.blocks import Block
from workbench.importing.catalogue import concept_of
from workbench.importing.chinese import simplified
from workbench.importing.entry_lists import ListedEntry
from workbench.importing.merge import SAME_CAPTION, Claim, Merged, MergedRow, MergeNote, figure_of
from workbench.importing.vocabulary import DECLARED_TOTAL, TOTAL_CAPTION, normalised, spellings, unit_of

ALIKE_ENOUGH = 88.0
"""Similarity from which a name with no better match is the same line; it is said."""
EQUITY_MEANINGS = frozenset((Meaning.PAID_IN_CAPITAL, Meaning.RETAINED_EARNINGS))


@dataclass
class _Group:
    """The entries on one line, in the order of the list."""

    caption: str
    section: str
    entries: list[ListedEntry]


def fold_entries(merged: Merged, block: Block, scale: int) -> None:
    """Add the entries of ``block`` to the lines they name; lines that no table prints are inserted at their place."""
    factor = Decimal(block.scale or scale) / scale
    groups = _groups(block.entries)
    found: list[MergedRow | None] = [_line_of(merged, group, block) for group in groups]
    for number, group in enumerate(groups):
        row = found[number]
        if row is None:
            row = MergedRow([group.caption], is_heading=False, bold=False, indent=0, said_section=group.section)
            place, is_sure = _place_of(merged.rows, number, groups, found)
            merged.notes.append(_note_of_place(merged.rows, place, group, block, is_sure))
            merged.rows.insert(place, row)
            found[number] = row
        elif group.caption not in row.captions:
            row.captions.append(group.caption)
        unit = unit_of(row.caption, row.section, is_percent=False)
        row.claims += [_claim(entry, block, unit, factor) for entry in group.entries]


def _groups(entries: Iterable[ListedEntry]) -> list[_Group]:
    groups: dict[tuple[str, str], _Group] = {}
    for entry in entries:
        caption = " ".join(entry.line.text.split())
        key = normalised(entry.section), normalised(caption)
        groups.setdefault(key, _Group(caption, entry.section, [])).entries.append(entry)
    return list(groups.values())


def _claim(entry: ListedEntry, block: Block, unit: Unit, factor: Decimal) -> Claim:
    amount, slack, cut = figure_of(entry.reading, unit, factor)
    return Claim(
        entry.period,
        Says.ENTRY,
        entry.difference,
        None if amount is None else amount * entry.factor,
        entry.reading,
        block.file,
        block.sheet.name,
        primary=False,
        by_side=entry.by_side,
        slack=slack,
        cut=cut * entry.factor,
    )


def _line_of(merged: Merged, group: _Group, block: Block) -> MergedRow | None:
    """Return the line that a group of entries names; where several do, the one in its section; None where none."""
    names, concept = [normalised(each) for each in spellings(group.caption)], concept_of(group.caption)
    where = CellRef(block.file, block.sheet.name, group.entries[0].line.ref)
    scores: list[tuple[float, MergedRow]] = []
    for row in merged.rows:
        if row.is_heading:
            continue
        if row.section and _name_with_section(row) == names[0]:
            return row
        theirs = [normalised(each) for caption in row.captions for each in spellings(caption)]
        alike = max(float(fuzz.ratio(a, b)) for a in names for b in theirs)
        if alike < SAME_CAPTION and concept is not None and concept == concept_of(row.caption):
            alike = SAME_CAPTION
        if alike >= ALIKE_ENOUGH:
            scores.append((alike, row))
    if not scores:
        return None
    best = max(score for score, _ in scores)
    candidates = [row for score, row in scores if score == best]
    here = [row for row in candidates if _in_section(row, group.section)]
    chosen = (here or candidates)[0]
    if best < SAME_CAPTION:
        merged.notes.append(
            MergeNote(group.caption, f"the line '{chosen.caption}'", "captions are alike", where, is_doubtful=True)
        )
    if len(here or candidates) > 1:
        rivals = tuple(f"'{row.caption}' under '{' / '.join(row.section)}'" for row in (here or candidates)[1:])
        evidence = "the first of several lines of this name: its section would tell which"
        merged.notes.append(
            MergeNote(group.caption, f"the line under '{' / '.join(chosen.section)}'", evidence, where, rivals, True)
        )
    return chosen


def _name_with_section(row: MergedRow) -> str:
    """``Cost of sales - vehicle sales``: how a list without sections tells a repeated caption."""
    return normalised(f"{row.section[-1]} {row.caption}")


def _in_section(row: MergedRow, section: str) -> bool:
    return bool(section) and any(
        fuzz.ratio(normalised(section), normalised(heading)) >= SAME_CAPTION
        for heading in (*row.section[-1:], *([row.said_section] if row.said_section else ()))
    )


def _place_of(
    rows: Sequence[MergedRow], number: int, groups: Sequence[_Group], found: Sequence[MergedRow | None]
) -> tuple[int, bool]:
    """Return where a line that no table prints stands, and whether its section or its meaning tells.

    A total behind the line before it in the list, which it adds up. A line before the one that follows it in its
    section of the list; else before the total of its section; for a part of equity before the total of equity; else
    behind the line before it in the list.
    """
    group, first = groups[number], groups[number].entries[0]
    before = [row for row in found[:number] if row is not None]
    if before and DECLARED_TOTAL.match(group.caption):
        return _index(rows, before[-1]) + 1, True
    of_entry = {id(entry): each for each, other in enumerate(groups) for entry in other.entries}
    listed = sorted((entry for other in groups for entry in other.entries), key=lambda entry: entry.row)
    for entry in listed:
        row = found[of_entry[id(entry)]]
        follows = entry.row > first.row and entry.period == first.period
        follows = follows and normalised(entry.section) == normalised(group.section)
        if follows and row is not None:
            return _index(rows, row), bool(group.section)
    inside = [index for index, row in enumerate(rows) if _in_section(row, group.section) and not row.is_heading]
    if inside:
        last = inside[-1]
        return (last if TOTAL_CAPTION.search(rows[last].caption) else last + 1), True
    concept = concept_of(group.caption)
    if concept is not None and concept.meaning in EQUITY_MEANINGS:
        for index, row in enumerate(rows):
            if _is_total_of_equity(row):
                return index, True
    return (_index(rows, before[-1]) + 1 if before else len(rows)), False


def _note_of_place(rows: Sequence[MergedRow], place: int, group: _Group, block: Block, is_sure: bool) -> MergeNote:
    following = f"before '{rows[place].caption}'" if place < len(rows) else "at the end"
    evidence = (
        "no table prints it; its section, or what it adds up, says where it stands"
        if is_sure
        else "no table prints it, and nothing tells where it stands"
    )
    where = CellRef(block.file, block.sheet.name, group.entries[0].line.ref)
    return MergeNote(group.caption, f"a line {following}", evidence, where, is_doubtful=not is_sure)


def _is_total_of_equity(row: MergedRow) -> bool:
    name = simplified(normalised(row.caption))
    is_equity = "equity" in name or "deficit" in name or "权益" in name
    return not row.is_heading and is_equity and "liabilities" not in name and bool(TOTAL_CAPTION.search(row.caption))


def _index(rows: Sequence[MergedRow], row: MergedRow) -> int:
    return next(index for index, each in enumerate(rows) if each is row)
