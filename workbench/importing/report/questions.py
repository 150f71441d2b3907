"""What only the user can decide, with the possible answers."""

from collections.abc import Iterable, Iterator

from workbench.amount_text import COMMA, POINT
from workbench.domain.facts import fact
from workbench.importing.report.draft import Question
from workbench.importing.sheets.corrections import Area, SetDecimalMark
from workbench.importing.sheets.detected import SheetReport
from workbench.workbooks import column_letter, position


def questions_of(reports: Iterable[SheetReport]) -> Iterator[Question]:
    """Yield a question for each column whose numbers may have a decimal point or a decimal comma."""
    for report in reports:
        for doubt in report.doubts:
            if not doubt.is_about_decimals:
                continue
            row, column = position(doubt.cells[0])
            area = Area(row, column, position(doubt.cells[-1])[0], column)
            text = report.sheet.at[row, column].text.strip()
            answers = tuple(
                (fact(key, text=text), SetDecimalMark(area, mark))
                for key, mark in (("a-point-before-decimals", POINT), ("a-comma-before-decimals", COMMA))
            )
            question = fact("which-decimal-mark", column=column_letter(column), text=text)
            yield Question(question, (report.file, report.sheet.name), doubt.cells[0], answers)
