"""Why an import is refused, in one sentence, with what was found instead of a statement."""

from collections.abc import Iterable, Iterator, Sequence

from workbench.domain.facts import Fact, fact
from workbench.domain.sources import SourceFigure
from workbench.importing.report.import_findings import why_unknown
from workbench.importing.report.parts_of_sentences import join_by, name_first, quote_all
from workbench.importing.sheets.columns import LeftOut
from workbench.importing.sheets.detected import SheetReport

MOST_NAMED = 5
"""The most reasons, cells or headings that a message names."""


def why_nothing_was_found(
    files: Sequence[str], reports: Iterable[SheetReport], figures: Sequence[SourceFigure] = (), scale: int = 1
) -> Fact:
    """Return, for the user, why no statement was found, or no figure in those found.

    ``figures``: those of the statements found, none of which can be read. ``scale``: what amounts are in.
    """
    if figures:
        first = figures[0]
        return fact("no-figure-can-be-read", files=tuple(files), cell=str(first.cell), why=why_unknown(first, scale))
    reasons = [reason for report in reports for reason in _reasons(report)][:MOST_NAMED]
    why = join_by("one-sentence-then-another", reasons or [fact("what-a-table-needs")])
    return fact("no-statement-was-found", files=tuple(files), why=why)


def _reasons(report: SheetReport) -> Iterator[Fact]:
    name = report.sheet.name
    if report.other_paper:
        yield fact("sheet-holds-no-statement", sheet=name, paper=report.other_paper)
    formulas_without_results = [cell.ref for cell in report.sheet.cells if cell.formula and not cell.text]
    if formulas_without_results and not report.detected:
        yield fact("formulas-without-results", sheet=name, cells=name_first(formulas_without_results, MOST_NAMED))
    by_reason: dict[LeftOut, dict[str, None]] = {}
    for column in report.left_out:
        if column.heading:
            by_reason.setdefault(column.reason, {})[column.heading] = None
    for reason, headings in by_reason.items():
        named = name_first(quote_all(headings), MOST_NAMED)
        yield fact("headings-left-out", count=len(headings), sheet=name, headings=named, reason=reason.fact)
    headings_not_understood = [
        fact("quoted-from-cell", text=text, cell=cell)
        for text, cell in dict.fromkeys(report.headings_not_understood)
        if text
    ]
    if headings_not_understood and not report.left_out:
        yield fact("headings-not-understood", sheet=name, headings=name_first(headings_not_understood, MOST_NAMED))
