"""The five analyst workbooks by the command line: every published figure, in every state of the differences."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Workbench
from tests.importing.expected import (
    FIVE_WORKBOOKS,
    QIFU_ADJUSTMENTS,
    ExpectedRow,
    ExpectedTable,
    adjustment_ids,
    differences,
    expected_of,
    rows_with,
)
from tests.importing.layouts import sample_folder
from tests.importing.mutations import MUTATIONS, Mutation, mutated
from workbench.domain.project import Project
from workbench.importing import import_workbooks
from workbench.importing.language.chinese import SIMPLIFIED, TRADITIONAL
from workbench.workbooks import begin_reading

QIFU_WORKBOOKS = [stem for stem in FIVE_WORKBOOKS if stem.startswith("qifu")]
STATES = list(chain.from_iterable(combinations(QIFU_ADJUSTMENTS, size) for size in range(5)))


Reconciled = Callable[..., Any]


@pytest.fixture(scope="module")
def answers() -> dict[tuple[str, tuple[str, ...]], Any]:
    """What was answered so far, by workbook and the differences that are off."""
    return {}


@pytest.fixture
def reconciled(workbench: Workbench, answers: dict[tuple[str, tuple[str, ...]], Any]) -> Reconciled:
    """Return the answer for a workbook with exactly some of Qifu's differences on; each is asked for once."""

    def answer(stem: str, on: Sequence[str] = QIFU_ADJUSTMENTS) -> Any:
        off = tuple(name for name in QIFU_ADJUSTMENTS if name not in on)
        if (stem, off) not in answers:
            switches = [argument for name in off for argument in ("--off", name.removesuffix(", net of tax"))]
            outcome = workbench("reconcile", sample_folder() / f"{stem}.xlsx", "--json", *switches)
            assert outcome.status == 0, outcome.errors
            answers[stem, off] = outcome.json
        return answers[stem, off]

    return answer


def with_only(expected: Sequence[ExpectedTable], on: Sequence[str]) -> Iterator[ExpectedTable]:
    """Yield what is expected where only some differences are on: as reported and their effects."""

    def switched(table: ExpectedTable, row: ExpectedRow) -> ExpectedRow:
        if row.as_reported is None or not table.is_reconciled:
            return row
        effects = (amount for name, amount in row.adjustments if name in on and amount is not None)
        return replace(row, result=sum(effects, row.as_reported))

    return rows_with(expected, switched)


@pytest.mark.parametrize("stem", FIVE_WORKBOOKS)
def test_every_published_figure_is_in_the_answer(reconciled: Reconciled, stem: str) -> None:
    assert differences(reconciled(stem, QIFU_ADJUSTMENTS), expected_of(stem)) == []


@pytest.mark.parametrize(
    ("stem", "entity", "currency"),
    [
        ("qifu-h1-2023", "Qifu Technology, Inc.", "RMB"),
        ("qifu-99.2-pasted", "", "RMB"),
        ("qifu-adjustment-entries", "Qifu Technology, Inc.", "RMB"),
        ("hutchmed-h1-2024", "HUTCHMED (China) Limited", "USD"),
        ("autohome-bridge", "Autohome Inc.", "RMB"),
    ],
)
def test_the_issuer_its_currency_and_the_scale_are_known(
    reconciled: Reconciled, stem: str, entity: str, currency: str
) -> None:
    answer = reconciled(stem)
    assert answer["entity"] == entity or not entity  # the pasted tables do not name their issuer
    assert (answer["currency"], answer["scale"]) == (currency, 1000)
    assert (answer["from"], answer["to"]) == ("US GAAP", "IFRS")


@pytest.mark.parametrize("stem", FIVE_WORKBOOKS)
def test_each_difference_goes_by_its_own_name(reconciled: Reconciled, stem: str) -> None:
    expected = expected_of(stem)
    answer = reconciled(stem)
    names = {name for table in expected for row in table.rows for name, _ in row.adjustments}
    assert {adjustment["name"].casefold() for adjustment in answer["adjustments"]} == {n.casefold() for n in names}
    assert len(set(adjustment_ids(answer, expected).values())) == len(names)


@pytest.mark.parametrize("stem", QIFU_WORKBOOKS)
@pytest.mark.parametrize("on", STATES, ids=lambda on: "+".join(name.split()[0] for name in on) or "none")
def test_published_lines_have_the_same_states_in_every_qifu_workbook(
    reconciled: Reconciled, stem: str, on: tuple[str, ...]
) -> None:
    answer = reconciled(stem, on)
    assert differences(answer, list(with_only(expected_of(stem), on))) == []


@pytest.mark.parametrize("on", STATES, ids=lambda on: "+".join(name.split()[0] for name in on) or "none")
def test_lines_of_the_full_statements_have_the_same_states_from_entries_as_from_tables(
    reconciled: Reconciled, on: tuple[str, ...]
) -> None:
    from_tables = results_of_lines(reconciled("qifu-h1-2023", on))
    from_entries = results_of_lines(reconciled("qifu-adjustment-entries", on))
    common = [key for key in from_entries if key in from_tables]
    assert len(common) == 220  # 35 lines of four durations, 40 of two instants
    assert {key: from_entries[key] for key in common} == {key: from_tables[key] for key in common}


def results_of_lines(answer: Any) -> dict[tuple[str, str, str], Any]:
    """Return each reported figure's effects and result, by kind of statement, line and period."""
    return {
        (statement["kind"], line["id"], period): (figure["adjustments"], figure["result"])
        for statement in answer["statements"]
        for line in statement["lines"]
        for period, figure in line["figures"].items()
        if figure["as_reported"] is not None
    }


def made_and_moved(project: Project) -> Any:
    """Return what each total is made of, and the entries of each difference, with lines by their places."""
    place = {line.id: n for statement in project.statements for n, line in enumerate(statement.lines)}
    totals = [
        (statement.kind, place[total.line], [(place[part], weight) for part, weight in total.parts])
        for statement in project.statements
        for total in statement.totals
    ]
    entries = [
        {
            (project.statement_of(line).kind, place[line], at): amount
            for (line, at), amount in adjustment.effects.items()
        }
        for adjustment in project.adjustments
    ]
    return totals, entries


def imported(path: Path) -> Project:
    return import_workbooks([begin_reading(path)])


@pytest.mark.parametrize("mutation", [each for each in MUTATIONS if each.family == "chinese"], ids=lambda m: m.name)
@pytest.mark.parametrize("stem", FIVE_WORKBOOKS)
def test_in_chinese_the_same_lines_carry_entries_and_the_same_totals_the_same_parts(
    tmp_path: Path, stem: str, mutation: Mutation
) -> None:
    path = tmp_path / f"{stem}.xlsx"
    path.write_bytes(mutated(stem, (mutation,)).content)
    assert made_and_moved(imported(path)) == made_and_moved(imported(sample_folder() / path.name))


@pytest.mark.parametrize("stem", FIVE_WORKBOOKS)
def test_traditional_characters_are_read_as_simplified_ones(tmp_path: Path, stem: str) -> None:
    (chinese,) = (each for each in MUTATIONS if each.name == "chinese-everything")
    book = openpyxl.load_workbook(io.BytesIO(mutated(stem, (chinese,)).content))
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
        if isinstance(cell.value, str) and cell.data_type != "f":
            cell.value = cell.value.translate(str.maketrans(SIMPLIFIED, TRADITIONAL))
    path = tmp_path / f"{stem}.xlsx"
    book.save(path)
    assert made_and_moved(imported(path)) == made_and_moved(imported(sample_folder() / path.name))
