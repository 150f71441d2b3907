"""Reads an analyst's workbook and says whether every figure is right, or which are not and whether that is said."""

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.utils import coordinate_to_tuple, get_column_letter

from tests.answers import answer_of
from tests.found import all_findings, message
from tests.importing.analyst_sheets import MONEY, PER_SHARE, PERCENT, AnalystBook, Figure, LeftOut
from tests.importing.expected import bare
from tests.importing.judging import Judgement, Verdict, innermost, read_here
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.sources import CellRef
from workbench.engine import Engine
from workbench.errors import ImportRefused
from workbench.importing import project_from

DECIMALS = {MONEY: 6, PER_SHARE: 12, PERCENT: 12}
"""How many decimals are kept of an amount, in its unit."""
SIGNIFICANT_DIGITS = 15
"""So many digits are left to the largest of the amounts that a book adds up, and as many decimals to the others."""
SAME_CURRENCY = {"CNY": "RMB"}

Place = tuple[str, str]
"""A sheet and one of its cells."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the workbook states it.

    ``place`` and ``heads``: the cell and what stands over it; ``about``: the word by which a finding would say it.
    """

    sentence: str
    place: Place | None = None
    heads: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """A figure of the answer that a cell is the source of."""

    kind: str
    period: str
    line: Any
    figure: Any

    def __str__(self) -> str:
        effects = {key: str(amount) for key, amount in self.figure["adjustments"].items() if amount}
        return f"{self.kind}, {self.period}: '{self.line['caption']}' {self.figure['as_reported']} {effects or ''}"


def judged(book: AnalystBook) -> Judgement:
    """Import a workbook and compare it with what it states."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(book.content)
        workbook = read_here(path)
    identity = (f"{book.family}: {book.name}", "", book.family)
    try:
        project = project_from([workbook])
        results = Engine().results(project)
        findings = all_findings(results)
        answer = answer_of(results, findings)
    except ImportRefused as refusal:
        is_named = bool(book.refused) and contains(str(refusal), book.refused)
        return Judgement(*identity, Verdict.RIGHT if is_named else Verdict.REFUSED, (str(refusal),))
    except Exception as error:  # a defect like any other, in a table of many
        return Judgement(*identity, Verdict.WRONG, (f"{type(error).__name__}: {error} ({innermost(error)})",))
    doubts = [finding for finding in findings if finding.status in (FindingStatus.WARNING, FindingStatus.FAIL)]
    found = [*differences(answer, book), *unsaid(book, findings, doubts)]
    found = found or [
        Difference(f"a false alarm: {message(each)}") for each in doubts if each.status is FindingStatus.FAIL
    ]
    top = min((figure.row + 1 for figure in book.figures), default=1)
    silent = [difference for difference in found if not is_said(difference, doubts, top)]
    verdict = Verdict.RIGHT if not found else Verdict.WRONG if silent else Verdict.SAID
    sentences = [difference.sentence for difference in (*silent, *(each for each in found if each not in silent))]
    return Judgement(*identity, verdict, tuple(sentences), tuple(message(doubt) for doubt in doubts))


def contains(text: str, words: Iterable[str]) -> bool:
    return all(word.casefold() in text.casefold() for word in words)


# ----------------------------------------------------------------------------------------------- what is compared


def differences(answer: Any, book: AnalystBook) -> list[Difference]:
    """Return what differs; a wrong scale is one difference, not one for each amount."""
    found = list(figures_that_differ(answer, book, answer["scale"]))
    if answer["scale"] != book.scale:
        as_if = list(figures_that_differ(answer, book, Decimal(book.scale)))
        if len(as_if) < len(found):
            sentence = f"the scale is {answer['scale']}, not {book.scale}"
            found = [Difference(sentence, about="scale"), *as_if]
    named = SAME_CURRENCY.get(answer["currency"], answer["currency"])
    if book.currency and named != book.currency:
        found.append(Difference(f"the currency is '{named}', not {book.currency}", about="currency"))
    if book.currency is None and named:
        found.append(Difference(f"the currency is '{named}', which nothing names", about="currency"))
    return found


def figures_that_differ(answer: Any, book: AnalystBook, scale: Decimal) -> Iterator[Difference]:
    by_place = imported_by_place(answer)
    names = {adjustment["id"]: bare(adjustment["name"]) for adjustment in answer["adjustments"]}
    largest = max((abs(figure.amount) for figure in book.figures if figure.unit == MONEY), default=Decimal(0))
    most = SIGNIFICANT_DIGITS - (largest.adjusted() + 1)
    for figure in book.figures:
        if sentence := wrong_in(figure, by_place.pop((figure.sheet, figure.cell), []), names, scale, most):
            yield Difference(sentence, (figure.sheet, figure.cell), figure.heads)
    for (sheet, cell), imported in by_place.items():
        left_out = next((each for each in book.left_out if covers(each, sheet, cell)), None)
        sentence = f"{sheet}!{cell} is no reported figure, and reads {'; '.join(map(str, imported))}"
        yield Difference(sentence, (sheet, cell), left_out.words if left_out else ())


def imported_by_place(answer: Any) -> dict[Place, list[Imported]]:
    """Return the figures of an answer by the cells that state them; those that no cell states, by none."""
    found: dict[Place, list[Imported]] = {}
    for statement in answer["statements"]:
        for line in statement["lines"]:
            for period, figure in line["figures"].items():
                imported = Imported(statement["kind"], period, line, figure)
                if figure["as_reported"] is not None and not figure["sources"]:
                    found.setdefault(("", ""), []).append(imported)
                for source in figure["sources"]:
                    _, sheet, cell = source.split("!")
                    found.setdefault((sheet, cell), []).append(imported)
    return found


def covers(left_out: LeftOut, sheet: str, cell: str) -> bool:
    if not cell or sheet != left_out.sheet:
        return False
    row, column = coordinate_to_tuple(cell)
    return left_out.top < row <= left_out.bottom + 1 and left_out.left < column <= left_out.right + 1


def wrong_in(figure: Figure, imported: Sequence[Imported], names: dict[str, str], scale: Decimal, most: int) -> str:
    """Return what is wrong with the reading of a cell, in a sentence, or nothing."""
    should = f"{figure.sheet}!{figure.cell}: '{figure.caption}', {figure.kind}, {figure.period}, should read "
    should += f"{figure.amount} {figure.unit} in units of {figure.scale}"
    if not imported:
        return f"{should}; it is missing"
    if len(imported) > 1:
        return f"{should}; it is several figures: {'; '.join(map(str, imported))}"
    aspects = ", ".join(wrong_aspects(figure, imported[0], names, scale, most))
    return f"{should}; {aspects}: it reads {imported[0]} (scale {scale})" if aspects else ""


def wrong_aspects(
    figure: Figure, imported: Imported, names: dict[str, str], scale: Decimal, most: int
) -> Iterator[str]:
    line, read = imported.line, imported.figure
    if imported.kind != figure.kind:
        yield "another kind"
    if imported.period != figure.period:
        yield "another period"
    if bare(figure.caption) not in [unmarked(caption) for caption in (line["caption"], *line["also_called"])]:
        yield "another caption"
    if line["unit"] != figure.unit:
        yield f"unit {line['unit']}"
    if not is_near(figure, figure.amount, read["as_reported"], scale, most):
        yield "another amount"
    if not is_near(figure, figure.result, read["result"], scale, most):
        yield f"result {read['result']} instead of {figure.result}"
    if not effects_agree(figure, read["adjustments"], names, scale, most):
        yield f"effects other than {[(name, str(amount)) for name, amount in figure.effects]}"
    for currency, amount in figure.translated:
        if not is_near(figure, amount, read.get("as_reported_translated", {}).get(currency), scale, most):
            yield f"{currency} other than {amount}"


def unmarked(caption: str) -> str:
    """Return a caption without the mark of a footnote."""
    return bare(re.sub(r"\s*(\(\w\)|[*†¹²³])+$", "", caption))


def is_near(figure: Figure, expected: Decimal | None, read: Decimal | None, scale: Decimal, most: int) -> bool:
    """True where an amount is read to half of the last decimal kept: ``most`` of money, where its sums are long."""
    if expected is None or read is None:
        return expected is read
    decimals = DECIMALS.get(figure.unit, 0)
    decimals = min(decimals, most) if figure.unit == MONEY else decimals
    tolerance = Decimal("0.5").scaleb(-decimals) * figure.scale if decimals else Decimal(0)
    return abs(expected * figure.scale - read * (scale if figure.unit == MONEY else 1)) <= tolerance


def effects_agree(
    figure: Figure, read: dict[str, Decimal | None], names: dict[str, str], scale: Decimal, most: int
) -> bool:
    """True where every difference has its effect, and no other has one."""
    expected = {bare(name): amount for name, amount in figure.effects}
    named = {names[key]: amount for key, amount in read.items() if amount or names[key] in expected}
    if any(name not in named for name, amount in expected.items() if amount) or any(n not in expected for n in named):
        return False
    return all(is_near(figure, amount, named.get(name) or Decimal(0), scale, most) for name, amount in expected.items())


# ---------------------------------------------------------------------------------------------------- what is said


def unsaid(book: AnalystBook, findings: Sequence[Finding], doubts: Sequence[Finding]) -> Iterator[Difference]:
    """Yield what should be said and is not."""
    for left_out in book.left_out:
        if left_out.words and not any(names_area(doubt, left_out) for doubt in doubts):
            yield Difference(f"{' '.join(left_out.words)} is left out in silence")
    for text in book.told:
        if not any(re.search(text, message(finding), re.IGNORECASE) for finding in findings):
            yield Difference(f"nothing says '{text}'")
    if book.refused and not any(contains(message(doubt), book.refused) for doubt in doubts):
        yield Difference(f"it is not refused, and nothing says '{' '.join(book.refused)}'")


def names_area(doubt: Finding, left_out: LeftOut) -> bool:
    """True where a finding says the words that stand over cells, or names one of them or of those above or left."""
    if contains(message(doubt), left_out.words):
        return True
    for ref in doubt.where:
        if ref.sheet == left_out.sheet and ref.cell:
            row, column = coordinate_to_tuple(ref.cell)
            is_row = left_out.top < row <= left_out.bottom + 1 and column <= left_out.right + 1
            is_column = left_out.left < column <= left_out.right + 1 and row <= left_out.bottom + 1
            if is_row if left_out.top == left_out.bottom else is_column:
                return True
    return False


def is_said(difference: Difference, doubts: Sequence[Finding], top: int) -> bool:
    """True where a finding says the word, the headings or the column, or names the cell, its heading or its caption."""
    if difference.about:
        return any(contains(message(doubt), [difference.about]) for doubt in doubts)
    if difference.place is None:
        return False
    heads = [head for head in difference.heads if head]
    if heads and any(contains(message(doubt), heads) for doubt in doubts):
        return True
    return any(names_place(doubt, ref, difference.place, top) for doubt in doubts for ref in doubt.where)


def names_place(doubt: Finding, ref: CellRef, place: Place, top: int) -> bool:
    """True where a finding with this reference is about a cell; figures begin in row ``top``."""
    sheet, cell = place
    if ref.sheet != sheet or not cell:
        return False
    if not ref.cell or ref.cell == cell:
        return True
    (row, column), (at, over) = coordinate_to_tuple(cell), coordinate_to_tuple(ref.cell)
    if over == column:
        return at < top or contains(message(doubt), [f"column {get_column_letter(column)} "])
    return at == row and over < column


# ------------------------------------------------------------------------------------------------- many at once


def tally_table(found: Sequence[Judgement]) -> str:
    """Return family × verdict."""
    counts = Counter((each.family, each.verdict) for each in found)
    families = list(dict.fromkeys(each.family for each in found))
    lines = [["family", "workbooks", *(verdict.value for verdict in Verdict)], ["---"] * (len(Verdict) + 2)]
    for family in families:
        numbers = [counts[family, verdict] for verdict in Verdict]
        lines.append([family, *map(str, (sum(numbers), *numbers))])
    together = [sum(each.verdict is verdict for each in found) for verdict in Verdict]
    lines.append(["all families", *map(str, (sum(together), *together))])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def told_at_length(each: Judgement, lines: int = 3) -> str:
    """Return a judgement with what differs and what is said."""
    more = len(each.differences) - lines
    texts = [*each.differences[:lines], *([f"and {more} more"] if more > 0 else [])]
    texts += [f"said: {said[:200]}" for said in each.said[:4]]
    return f"\n{each.verdict}: {each.name}\n" + "".join(f"    {text}\n" for text in texts)


def dumped(book: AnalystBook) -> str:
    """Return what a workbook states, figure by figure, for a person who doubts the oracle."""
    lines = [f"{book.family}: {book.name} (scale {book.scale}, {book.currency})"]
    for each in book.figures:
        effects = {name: str(amount) for name, amount in each.effects}
        lines.append(
            f"    {each.sheet}!{each.cell} {each.kind} {each.period} '{each.caption}' {each.amount} {each.unit}"
            f" {effects or ''} {'' if each.result is None else each.result}".rstrip()
        )
    for area in book.left_out:
        where = f"{get_column_letter(area.left + 1)}{area.top + 1}:{get_column_letter(area.right + 1)}{area.bottom + 1}"
        lines.append(f"    {area.sheet}!{where} is left out{': ' if area.words else ''}{' '.join(area.words)}")
    return "\n".join(lines) + "\n"


def show(found: Sequence[Judgement], *, at_length: bool) -> None:
    right = sum(each.verdict is Verdict.RIGHT for each in found)
    sys.stdout.write(f"{tally_table(found)}\n\n{right} of {len(found)} all right ({right / max(len(found), 1):.1%})\n")
    for each in found if at_length else ():
        if each.verdict is not Verdict.RIGHT:
            sys.stdout.write(told_at_length(each))
