"""Small workbooks that were once misread: what is right in each of them, and what must be said of it."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.answers import answer_of
from tests.found import all_findings, message
from tests.importing.judging import read_here
from workbench.domain.findings import Finding, FindingStatus
from workbench.engine import Engine
from workbench.errors import ImportRefused
from workbench.importing import project_from

FOLDER = Path(__file__).parents[1] / "cases" / "faults"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))["files"]
DONE, A_CHECK_FAILED, REFUSED = 0, 1, 2


@dataclass(frozen=True)
class Reading:
    """What came of a workbook: exit status, the answer as JSON (nothing where it was refused), and what was said."""

    status: int
    answer: Any
    findings: Sequence[Finding]
    refusal: str = ""

    def figures(self, caption: str, period: str) -> list[Any]:
        return [
            line["figures"][period]
            for statement in (self.answer or {"statements": []})["statements"]
            for line in statement["lines"]
            if line["caption"] == caption and period in line["figures"]
        ]

    @property
    def said(self) -> str:
        return " ".join([self.refusal, *(message(finding) for finding in self.findings)])


def read(name: str) -> Reading:
    try:
        results = Engine().results(project_from([read_here(FOLDER / name)]))
    except ImportRefused as refusal:
        return Reading(REFUSED, None, (), str(refusal))
    findings = all_findings(results)
    answer = answer_of(results, findings)
    return Reading(
        A_CHECK_FAILED if any(finding.status is FindingStatus.FAIL for finding in findings) else DONE, answer, findings
    )


def wrong_in(reading: Reading, expected: Any) -> Iterator[str]:
    """Yield how a reading differs from what is right."""
    if reading.status not in expected["exit"]:
        yield f"exit {reading.status}: {reading.refusal}"
    for caption, period, as_reported, result in expected.get("figures", ()):
        found = reading.figures(caption, period)
        if not any(is_stated(figure, as_reported, result) for figure in found):
            yield f"{caption}, {period}: {as_reported} and {result} expected, {found} read"
    for caption, period in expected.get("absent", ()):
        if reading.figures(caption, period):
            yield f"{caption} was imported"
    for caption, period in expected.get("no_result", ()):
        if any(figure["result"] is not None for figure in reading.figures(caption, period)):
            yield f"{caption} has a result"
    for key in expected.keys() & {"scale", "currency"}:
        if reading.answer[key] != expected[key]:
            yield f"{key} {reading.answer[key]}"
    kinds = [statement["kind"] for statement in reading.answer["statements"]] if reading.answer else []
    if not set(expected.get("kinds", ())) <= set(kinds) or expected.get("statements", len(kinds)) != len(kinds):
        yield f"statements {kinds}"
    for status, most in expected.get("at_most", {}).items():
        found = [message(finding) for finding in reading.findings if finding.status is FindingStatus(status)]
        if len(found) > most:
            yield f"{len(found)} {status}: {found}"
    for pattern in expected.get("says", ()):
        if not re.search(pattern, reading.said, re.IGNORECASE):
            yield f"nothing says '{pattern}'"


def is_stated(figure: Any, as_reported: str | None, result: str | None) -> bool:
    expected = None if as_reported is None else Decimal(as_reported)
    return figure["as_reported"] == expected and (result is None or figure["result"] == Decimal(result))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_workbook_that_was_misread_is_read_right(name: str) -> None:
    assert list(wrong_in(read(name), EXPECTED[name])) == []
