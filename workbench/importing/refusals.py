"""Why an import is refused: in one sentence, with what was found in place of a statement."""

from collections.abc import Iterable, Iterator, Sequence

from workbench.domain.sources import Stated
from workbench.importing.blocks import SheetReport
from workbench.importing.validate import why_unknown

NEEDED = "A table needs captions, and columns headed by periods or frameworks."
MOST_NAMED = 5


def why_nothing_was_found(
    files: Sequence[str], reports: Iterable[SheetReport], stated: Sequence[Stated] = (), scale: int = 1
) -> str:
    """Return why no statement was found, or no figure in those that were: what stands there that was not understood."""
    if stated:
        first = stated[0]
        return f"{', '.join(files)}: no figure can be read. {first.cell}: {why_unknown(first, scale)}."
    reasons = [reason for report in reports for reason in _reasons(report)]
    return f"{', '.join(files)}: no statement was found. {' '.join(reasons[:MOST_NAMED]) or NEEDED}"


def _reasons(report: SheetReport) -> Iterator[str]:
    name = report.sheet.name
    if report.other_paper:
        yield f"Sheet '{name}' holds {report.other_paper}, no statement: import the statements made from it."
    for column in report.left_out:
        if column.heading:
            yield f"Sheet '{name}': '{column.heading}' {column.reason.value}."
    headings = list(dict.fromkeys(f"'{text}' ({ref})" for text, ref in report.not_understood if text))
    if headings and not report.left_out:
        more = f" and {len(headings) - MOST_NAMED} more" if len(headings) > MOST_NAMED else ""
        named = ", ".join(headings[:MOST_NAMED])
        yield f"Sheet '{name}': no period or framework was found in the headings {named}{more}."
