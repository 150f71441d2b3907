"""The Notes sheet: notes as formulas, which LibreOffice recalculates to the texts that are stored."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import openpyxl
import pytest

from tests.api.samples import STEMS, sample_book
from tests.exporting.books import exported
from tests.exporting.states import with_switches
from tests.oracle import Oracle, shown_by
from workbench.commands import DescribeAdjustment, WriteNote
from workbench.domain.project import Project
from workbench.exporting.figures_json import write_figures_json
from workbench.exporting.layout import PlannedCell, WorkbookLayout
from workbench.exporting.note_formulas import LONGEST_FORMULA, LONGEST_LITERAL
from workbench.exporting.notes_sheet import NOTE
from workbench.exporting.review_workbook import lay_out_review_workbook
from workbench.exporting.sheet_headers import FIRST_ROW
from workbench.phrases import ENGLISH
from workbench.session import Session

GAIN = '{{ effect("Share-based compensation", net_income, %s) | gain }}'
NOTE_III = (
    "Under **ASC 718**, straight-line; under *IFRS 2*, graded vesting:\n\n- "
    + GAIN % "H1 2022" + "\n- " + GAIN % "H1 2023"
    + '\n\nIn all {{ effect("Share-based", net_income, H1 2023 vs H1 2022) | increase, in millions 2 }}, '
    '{{ effect("Share-based", net_income, H1 2022) }}, {{ effect("Share-based", income_tax, H1 2022) | gain }}.'
)  # fmt: skip
READS_III = (
    "Under ASC 718, straight-line; under IFRS 2, graded vesting:\n\n• a loss of RMB13,140 thousand\n"
    "• a gain of RMB49,337 thousand\n\nIn all an increase of RMB62.48 million, (13,140), nil."
)
ON_ALL = (
    '=HYPERLINK("x") "quoted" {{ result(net_income, H1 2023) | with unit }}, '
    "{{ total_effect(total_equity, 30 Jun 2023) | gain }}, {{ result(net_income, H1 2023 vs H1 2022) | percent }}, "
    "{{ as_reported(total_equity, opening H1 2023) | in billions 2, with unit }}, "
    "{{ as_reported(cash_at_end, Q2 2023) }}, {{ translation(total_assets, USD, 30 Jun 2023) | with unit }}, "
    "{{ result(basic_eps, H1 2023) | with currency }}"
)
READS_ALL = '=HYPERLINK("x") "quoted" RMB1,746,887 thousand, a gain of RMB862,116 thousand, (21.3%), RMB18.93 billion, '


LONG = 'He said "so" ' * 60
TOO_LONG = "x" * LONGEST_FORMULA
DAY = datetime(2023, 8, 1, tzinfo=UTC)
ROWS = range(FIRST_ROW, FIRST_ROW + 8)


def write(session: Session, adjustment: str, note: str) -> None:
    known = DescribeAdjustment.of(session.project.adjustment_by_id[adjustment])
    session.execute(replace(known, note=note))


@pytest.fixture(scope="module")
def annotated(qifu_project: Project) -> Session:
    """The reference case with a note on the whole and on each difference, which no test changes."""
    ecl, eir, sbc, guarantee = (known.id for known in qifu_project.adjustments)
    session = Session(qifu_project)
    session.execute(WriteNote(ON_ALL))
    write(session, ecl, '{{ effect("Gone", net_income, H1 2023) }}, {{ effect("Expected", net_income, H1 2023) }}')
    write(session, eir, LONG + GAIN % "H1 2022")
    write(session, sbc, NOTE_III)
    write(session, guarantee, TOO_LONG + GAIN % "H1 2022")
    return session


@pytest.fixture(scope="module")
def review(annotated: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(annotated, tmp_path_factory.mktemp("review"))


def notes_in(cells: dict[str, object]) -> list[str]:
    return [str(cells[f"C{row}"]) for row in ROWS if f"C{row}" in cells]


def test_notes_recalculate_to_what_is_stored_and_follow_the_switches(
    oracle: Oracle, annotated: Session, review: Path, tmp_path: Path
) -> None:
    none = with_switches(review, tmp_path / "none.xlsx", frozenset())
    stored = notes_in(shown_by(review)["Notes"])
    shown, shown_none = (notes_in(book["Notes"]) for book in oracle.recalculated([review, none], tmp_path))
    assert shown == stored
    on_all, broken, _, long, reads_iii, too_long, _ = stored
    assert on_all.startswith(READS_ALL)
    assert on_all.endswith("thousand, RMB5.43")
    assert broken == '{{ effect("Gone", net_income, H1 2023) }}, 25,217'
    assert reads_iii == READS_III
    assert long == f"{LONG}a loss of RMB13,140 thousand"
    assert too_long == f"{TOO_LONG}a loss of RMB13,140 thousand"
    results = annotated.results.with_enabled(())
    planned = notes_planned(lay_out_review_workbook(results, DAY, ENGLISH))
    assert shown_none == [cell.value for cell in planned]
    assert "RMB2,023,199 thousand, nil" in shown_none[0]
    assert READS_III in shown_none


def notes_planned(layout: WorkbookLayout) -> list[PlannedCell]:
    (sheet,) = (sheet for sheet in layout.sheets if sheet.name == "Notes")
    return [sheet.cells[row, NOTE] for row in ROWS if (row, NOTE) in sheet.cells]


def test_each_note_with_fields_is_a_formula_and_foreign_text_never_is(review: Path) -> None:
    sheet = openpyxl.load_workbook(review)["Notes"]
    cells = [sheet.cell(row, NOTE) for row in ROWS]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert len(formulas) == 4
    assert all(formula.startswith('="') for formula in formulas)
    assert '"=HYPERLINK(""x"") ""quoted"" "&' in formulas[0]
    outside = [re.sub(r'"[^"]*"', "", formula) for formula in formulas]
    functions = {name for formula in outside for name in re.findall(r"([A-Z]+)\(", formula)}
    assert functions <= {"IF", "ROUND", "FIXED", "ABS", "SUM", "CHAR", "COUNT"}
    literals = [text for formula in formulas for text in re.findall(r'"((?:[^"]|"")*)"', formula)]
    assert max(map(len, literals)) <= LONGEST_LITERAL


def test_what_does_not_follow_the_workbook_is_said_below_its_note(review: Path) -> None:
    remarks = [text for text in notes_in(shown_by(review)["Notes"]) if text.endswith((".",)) and len(text) < 100]
    assert remarks[0] == "Some of its fields show no figure."
    assert remarks[1] == "Its figures are as at export: as a formula, the note would be too long for a cell."


@pytest.mark.parametrize("stem", STEMS)
def test_effects_are_said_by_formula_on_every_sample(stem: str) -> None:
    session = Session(sample_book(stem).project)
    for adjustment in session.project.adjustments:
        line, period = max(adjustment.effects, key=lambda cell: abs(adjustment.effects[cell]))
        write(session, adjustment.id, f'It is {{{{ effect("{adjustment.name}", {line}, {period}) | increase }}}}.')
    planned = notes_planned(lay_out_review_workbook(session.results, DAY, ENGLISH))
    assert len(planned) == len(session.project.adjustments)
    for cell in planned:
        assert str(cell.value).startswith(("It is an increase of ", "It is a decrease of "))
        assert cell.formula
        assert cell.formula.startswith('="It is "&')


def test_json_has_the_note_and_how_it_reads(annotated: Session) -> None:
    out = StringIO()
    write_figures_json(annotated.results, (), 0, out.write)
    written = json.loads(out.getvalue())
    assert [known["note_read"] for known in written["adjustments"] if known["note"] == NOTE_III] == [READS_III]
    assert written["note"] == ON_ALL
    assert "RMB1,746,887 thousand" in written["note_read"]
