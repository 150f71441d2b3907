"""Defined names for the figures that carry a concept, so that other workbooks can refer to them."""

import re
from collections.abc import Sequence

from workbench.domain.frameworks import Framework
from workbench.engine import Results
from workbench.exporting.reconciled_sheet import AS_REPORTED, ReconciledSheet
from workbench.phrases import ENGLISH
from workbench.wording.periods import short_label

LONGEST_NAME = 200
"""A little less than the characters that a spreadsheet allows."""


def concept_names(results: Results, sheets: Sequence[ReconciledSheet]) -> dict[str, str]:
    """Return the cell of each name: ``net_income_h1_2023_ifrs``. A name that several figures could have is the first's.

    Names are in English and letters of any script, whatever the language of the workbook.
    """
    source, target = results.project.frameworks
    names: dict[str, str] = {}
    for sheet in sheets:
        period = short_label(results.project.periods[sheet.period], ENGLISH)
        for line in sheet.statement.lines:
            if line.concept is None:
                continue
            for framework, column in ((source, AS_REPORTED), (target, sheet.result)):
                name = _name(line.concept.value, period, framework)
                names.setdefault(name, sheet.cell(line.id, column))
    return names


def _name(concept: str, period: str, framework: Framework) -> str:
    """Return a name that begins with a concept, and therefore looks like no reference to a cell."""
    return re.sub(r"\W+", "_", f"{concept} {period} {framework.label}".lower()).strip("_")[:LONGEST_NAME]
