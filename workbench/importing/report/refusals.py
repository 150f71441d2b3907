"""Why an import is refused: in one sentence, with what stands there in place of a statement."""

from collections.abc import Iterable, Iterator, Sequence

from workbench.domain.sources import SourceFigure
from workbench.importing.report.import_findings import name_first, why_unknown
from workbench.importing.sheets.columns import LeftOut
from workbench.importing.sheets.detected import SheetReport
from workbench.phrases import ENGLISH
from workbench.wording import say_fact

NEEDED = "A table needs captions, and columns headed by periods or frameworks."
MOST_NAMED = 5
"""A message names so many reasons, cells or headings."""


def why_nothing_was_found(
    files: Sequence[str], reports: Iterable[SheetReport], figures: Sequence[SourceFigure] = (), scale: int = 1
) -> str:
    """Return why no statement was found, or no figure in those that were, for the user.

    ``figures``: those of the statements found, none of which can be read. ``scale``: what amounts are in.
    """
    if figures:
        first = figures[0]
        return f"{', '.join(files)}: no figure can be read. {first.cell}: {why_unknown(first, scale)}."
    reasons = [reason for report in reports for reason in _reasons(report)]
    return f"{', '.join(files)}: no statement was found. {' '.join(reasons[:MOST_NAMED]) or NEEDED}"


def _reasons(report: SheetReport) -> Iterator[str]:
    name = report.sheet.name
    if report.other_paper:
        paper = say_fact(report.other_paper, ENGLISH)
        yield f"Sheet '{name}' holds {paper}, no statement: import the statements made from it."
    formulas_without_results = [cell.ref for cell in report.sheet.cells if cell.formula and not cell.text]
    if formulas_without_results and not report.detected:
        named = name_first(formulas_without_results, MOST_NAMED)
        yield (
            f"Sheet '{name}': the formulas in {named} have no stored results. Open the file in a spreadsheet program, "
            "save it, then import it again."
        )
    by_reason: dict[LeftOut, dict[str, None]] = {}
    for column in report.left_out:
        if column.heading:
            by_reason.setdefault(column.reason, {})[f"'{column.heading}'"] = None
    for reason, headings in by_reason.items():
        prefix = "each of " if len(headings) > 1 else ""
        yield f"Sheet '{name}': {prefix}{name_first(list(headings), MOST_NAMED)} {say_fact(reason.fact, ENGLISH)}."
    headings_not_understood = list(
        dict.fromkeys(f"'{text}' ({ref})" for text, ref in report.headings_not_understood if text)
    )
    if headings_not_understood and not report.left_out:
        named = name_first(headings_not_understood, MOST_NAMED)
        yield f"Sheet '{name}': no period or framework was found in the headings {named}."
