"""Effects that were changed on statement sheets, in the list of entries, or in both alike: one changed entry each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from workbench.commands.entries import EFFECT, EditEntries
from workbench.commands.journals import ENTRY, PostEntries, fact_of_entry
from workbench.domain.adjustments import EntryId, JournalEntry, Returned
from workbench.domain.facts import fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.sources import FigureRole
from workbench.domain.subjects import EntrySubject, FigureSubject
from workbench.merging import Answer, Change
from workbench.returning.collected import Changes, Collected
from workbench.returning.figures import NOT_CERTAIN, ChangedAmount, ChangedEffects, EffectKey
from workbench.returning.unexplained import unexplained_part

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class ChangedLeg:
    """A leg of which the list of entries has another amount."""

    entry: EntryId
    number: int
    amount: ChangedAmount


@dataclass
class ChangedLegs:
    """The legs that are otherwise in the list of entries, by the effect that they are part of."""

    legs: dict[EffectKey, list[ChangedLeg]] = field(default_factory=lambda: defaultdict(list))


def propose_effects(collected: Collected, sheets: ChangedEffects, entries: ChangedLegs) -> None:
    """Propose each effect that was changed, once, whether one sheet shows it or two."""
    for key in dict.fromkeys((*sheets.effects, *sheets.unallocated, *entries.legs)):
        shown = sheets.effects.get(key) or sheets.unallocated.get(key)
        legs = entries.legs.get(key, ())
        _propose(collected, key, shown, legs)


def _propose(collected: Collected, key: EffectKey, shown: ChangedAmount | None, legs: Sequence[ChangedLeg]) -> None:
    adjustment, line, period = key
    statement = next((known for known in collected.project.statements if line in known.line_by_id), None)
    if statement is None:
        if shown is not None and shown.statement is not None:
            gone = FigureSubject(shown.statement, line, period, FigureRole.ADJUSTMENT, adjustment)
            because = fact("returned-subject-gone")
            collected.add(gone, EFFECT, shown.old, None, shown.new, shown.place, {}, why=because)
        return
    subject = FigureSubject(statement.id, line, period, FigureRole.ADJUSTMENT, adjustment)
    moved = sum(((leg.amount.new or ZERO) - (leg.amount.old or ZERO) for leg in legs), ZERO)
    why = NOT_CERTAIN if shown and shown.is_doubtful else None
    if any(leg.amount.is_doubtful for leg in legs):
        why = fact("returned-row-reworded")
    if shown is None:
        known = collected.project.adjustment_by_id.get(adjustment)
        old = _old_effect(legs, known.effects.get((line, period), ZERO) if known else ZERO, collected, key)
        shown = ChangedAmount(old, old + moved, legs[0].amount.place)
    elif legs and (shown.new or ZERO) != (shown.old or ZERO) + moved:
        why = fact("returned-entries-differ", amount=(shown.old or ZERO) + moved, place=legs[0].amount.place)
    new = shown.new or ZERO
    if legs and not moved and new == (shown.old or ZERO):
        _propose_entries(collected, adjustment, legs)
        return
    if line in statement.total_of:
        amount = new - (shown.old or ZERO)
        part = unexplained_part(collected, line, period, adjustment, amount, shown.place)
        collected.take_alteration(
            subject,
            EFFECT,
            shown.old,
            new,
            shown.place,
            why=fact("returned-unallocated"),
            changes={Answer.UNEXPLAINED: part},
        )
        return
    changes = _changes(collected, key, new, legs if why is None else (), shown.place)
    collected.take_alteration(subject, EFFECT, shown.old, new, shown.place, why=why, changes=changes)


def _propose_entries(collected: Collected, adjustment: AdjustmentId, legs: Sequence[ChangedLeg]) -> None:
    """Propose the entries themselves, whose effect stays what it was: what one of them gains another loses."""
    project = collected.project
    known = project.adjustment_by_id[adjustment].entries
    for key in dict.fromkeys(leg.entry for leg in legs):
        of_entry = [leg for leg in legs if leg.entry == key]
        if all(known[key].legs[leg.number].amount == leg.amount.new for leg in of_entry):
            continue  # the project has it already
        place, present = of_entry[0].amount.place, fact_of_entry(project, known[key])
        changed = _with_legs(known, of_entry)
        new = fact_of_entry(project, changed[0]) if changed else None
        changes: Changes = {Answer.TAKE: (PostEntries(adjustment, changed),)} if changed else {}
        why = None if changed else fact("returned-changed-in-both")
        collected.add(EntrySubject(adjustment, key), ENTRY, present, present, new, place, changes, why=why)


def _old_effect(legs: Sequence[ChangedLeg], ours: Decimal, collected: Collected, key: EffectKey) -> Decimal:
    """Return the effect at export: that of the open project if its legs are still those that were listed."""
    known = collected.project.adjustment_by_id.get(key[0])
    if known is None:
        return ZERO
    for leg in legs:
        entry = next((each for each in known.entries.values() if each.id == leg.entry), None)
        if entry is None or len(entry.legs) <= leg.number:
            continue
        ours += (leg.amount.old or ZERO) - entry.legs[leg.number].amount
    return ours


def _changes(collected: Collected, key: EffectKey, new: Decimal, legs: Sequence[ChangedLeg], place: str) -> Changes:
    """Return what makes an effect ``new``: by the legs that were changed, where several make it up."""
    adjustment, line, period = key
    origin = Returned(collected.file, collected.cell(place))
    known = collected.project.adjustment_by_id.get(adjustment)
    on_cell = [leg for entry in known.entries_on((line, period)) for leg in entry.legs] if known else []
    if known and legs and len([leg for leg in on_cell if leg.cell == (line, period)]) > 1:
        entries = _with_legs(known.entries, legs)
        if entries:
            posted: tuple[Change, ...] = (PostEntries(AdjustmentId(adjustment), entries),)
            return {Answer.TAKE: posted}
    return {Answer.TAKE: (EditEntries(adjustment, {(line, period): new}, origin),)}


def _with_legs(entries: Mapping[EntryId, JournalEntry], legs: Sequence[ChangedLeg]) -> tuple[JournalEntry, ...]:
    """Return the entries with other amounts; none if one of them is no longer as it was listed."""
    changed: dict[EntryId, JournalEntry] = {}
    for leg in legs:
        entry = changed.get(leg.entry) or entries.get(leg.entry)
        if entry is None or len(entry.legs) <= leg.number or entry.legs[leg.number].amount != leg.amount.old:
            return ()
        present = [*entry.legs]
        if leg.amount.new:
            present[leg.number] = replace(present[leg.number], amount=leg.amount.new)
        else:
            return ()
        changed[leg.entry] = replace(entry, legs=tuple(present))
    return tuple(changed.values())
