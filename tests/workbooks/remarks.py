"""What a reader remarked of a file, in English."""

from workbench.phrases import ENGLISH
from workbench.wording import say_fact
from workbench.workbooks import SourceWorkbook


def remarks(workbook: SourceWorkbook) -> list[str]:
    return [say_fact(warning, ENGLISH) for warning in workbook.warnings]
