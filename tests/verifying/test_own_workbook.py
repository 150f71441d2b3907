"""Somebody who has only the files: a review workbook is reproduced, or the first difference is named."""

import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Workbench
from tests.exporting.books import books, exported, session_of
from tests.exporting.planned import parts_of_sheets, switches_in, with_numbers
from tests.oracle import Oracle
from tests.published import HUTCHMED
from workbench import WorkbenchError, verify
from workbench.commands import EditEntries, EditFigures, SwitchAdjustment
from workbench.exporting.listing_sheets import DEBIT, FIRST_ENTRY_ROW
from workbench.languages import words_in
from workbench.returning import read_returned
from workbench.returning.own_map import MappedRow, MappedSheet, read_map
from workbench.session import Session
from workbench.verifying import DeviationKind, Verification
from workbench.workbooks import begin_reading, column_letter

MORE = 887


@pytest.fixture(scope="module")
def source() -> Path:
    return HUTCHMED


@pytest.fixture
def session(source: Path) -> Session:
    return session_of(source)


@pytest.fixture(scope="module")
def review(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(session_of(source), tmp_path_factory.mktemp("review"))


def first(verification: Verification) -> str:
    return str(verification.deviations[0].message)


def keys_of_unverified(verification: Verification) -> list[str]:
    return [unverified.key for unverified in verification.unverified]


def mapped_row(review: Path, kind: str, caption: str) -> tuple[MappedSheet, MappedRow]:
    """Return a row of the first sheet of one kind."""
    own = read_map(begin_reading(review).workbook())
    assert own is not None
    sheet = next(own.of_kind(kind))
    column = sheet.column_with("caption")
    assert column is not None
    return sheet, next(row for row in sheet.rows if row.values[column] == caption)


def place_of(sheet: MappedSheet, row: MappedRow, role: str) -> tuple[str, str]:
    """Return the reference and the text of a row's cell in the first column of a role."""
    column = sheet.column_with(role)
    assert column is not None
    return f"{column_letter(column)}{row.row}", row.values[column] or ""


def typed(review: Path, target: Path, sheet: str, cell: str, amount: object) -> Path:
    return with_numbers(review, target / "typed.xlsx", [(sheet, cell, amount)])


def test_every_book_is_reproduced(tmp_path: Path) -> None:
    for source in books(tmp_path):
        session = session_of(source)
        verification = verify(exported(session, tmp_path), source)
        assert verification.is_reproduced, first(verification)
        assert not verification.unverified
        assert verification.entity == session.project.entity
        checked = verification.checked
        assert checked.sources == 1
        assert checked.source_figures == len(session.project.source_figures)
        assert checked.figures > 100
        assert checked.formulas > 100
        assert checked.checks > 0


def test_so_it_is_in_another_language_and_with_a_difference_off(qifu: Session, qifu_path: Path, tmp_path: Path) -> None:
    qifu.execute(SwitchAdjustment(qifu.project.adjustments[0].id, on=False))
    verification = verify(exported(qifu, tmp_path, words=words_in("zh_CN")), qifu_path)
    assert verification.is_reproduced, first(verification)
    assert verification.checked.checks > 100


def test_other_programs_may_have_saved_it(review: Path, source: Path, oracle: Oracle, tmp_path: Path) -> None:
    for kind, unverified in (("xlsx:Calc MS Excel 2007 XML", []), ("ods", ["no-formulas"]), ("xls", ["no-formulas"])):
        (saved,) = oracle.saved_as(kind, [review], tmp_path)
        verification = verify(saved, source)
        assert verification.is_reproduced, first(verification)
        assert keys_of_unverified(verification) == unverified


def test_without_stored_results_that_is_said(review: Path, source: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(review)
    book.save(tmp_path / "script.xlsx")
    verification = verify(tmp_path / "script.xlsx", source)
    assert verification.is_reproduced, first(verification)
    assert keys_of_unverified(verification) == ["no-stored-results"]


def test_without_sources_that_is_said(review: Path) -> None:
    verification = verify(review)
    assert verification.is_reproduced
    assert keys_of_unverified(verification) == ["no-sources"]
    assert verification.checked.sources == 0


# ---- what a reviewer may type over


def test_a_constant_typed_over_is_named_with_both_values(review: Path, source: Path, tmp_path: Path) -> None:
    sheet, row = mapped_row(review, "appendix", "Selling expenses")
    cell, was = place_of(sheet, row, "as-reported")
    now = Decimal(was) + MORE
    verification = verify(typed(review, tmp_path, sheet.name, cell, now), source)
    assert first(verification) == (
        f"Sheet '{sheet.name}', cell {cell}, Selling expenses: {now}; at export it was {was}."
    )
    deviation = verification.deviations[0]
    assert (deviation.kind, deviation.expected, deviation.found) == (DeviationKind.CELL, Decimal(was), now)


def test_a_result_typed_over_is_named_even_with_the_same_number(review: Path, source: Path, tmp_path: Path) -> None:
    sheet, row = mapped_row(review, "appendix", "Net income")
    cell, was = place_of(sheet, row, "result")
    verification = verify(typed(review, tmp_path, sheet.name, cell, was), source)
    assert first(verification) == (
        f"Sheet '{sheet.name}', cell {cell}, Net income: {was} in place of the formula, which came to {was} at export."
    )


def test_a_switch_that_was_set_is_named(review: Path, source: Path, tmp_path: Path) -> None:
    sheet, cell = switches_in(review)["lease_amortization"]
    verification = verify(typed(review, tmp_path, sheet, cell, 0), source)
    assert first(verification) == (
        f"Sheet 'Lead', cell {cell}, Lease amortization: the switch is 0; at export it was 1."
    )
    assert verification.deviations[1].kind is DeviationKind.RESULT  # nothing calculated it again


def test_no_formula_is_typed_over_unseen(review: Path, source: Path, tmp_path: Path) -> None:
    own = read_map(begin_reading(review).workbook())
    assert own is not None
    cells = [("lead", "E8"), ("appendix", "C10"), ("checks", "F4"), ("checks", "F20"), ("arithmetic", "D15")]
    typed_over = {(next(own.of_kind(kind)).name, cell) for kind, cell in cells}
    book = openpyxl.load_workbook(review)
    assert all(book[sheet][cell].data_type == "f" for sheet, cell in typed_over)
    copy = with_numbers(review, tmp_path / "typed.xlsx", [(sheet, cell, 1) for sheet, cell in typed_over])
    deviations = verify(copy, source).deviations
    found = {
        (each.sheet, each.cell) for each in deviations if each.kind is DeviationKind.TYPED_OVER and each.found == 1
    }
    assert typed_over <= found


def test_another_formula_is_named(review: Path, source: Path, tmp_path: Path) -> None:
    sheet, row = mapped_row(review, "appendix", "Net income")
    cell, _ = place_of(sheet, row, "result")
    book = openpyxl.load_workbook(review)
    was = book[sheet.name][cell].value
    book[sheet.name][cell] = "=1+1"
    book.save(tmp_path / "other.xlsx")
    deviation = verify(tmp_path / "other.xlsx", source).deviations[0]
    assert (deviation.kind, deviation.expected, deviation.found) == (DeviationKind.FORMULA, was, "=1+1")


def test_a_caption_and_a_sheet_are_as_written(review: Path, source: Path, tmp_path: Path) -> None:
    sheet, row = mapped_row(review, "appendix", "Net income")
    cell, _ = place_of(sheet, row, "caption")
    book = openpyxl.load_workbook(review)
    book[sheet.name][cell] = "Profit"
    del book["Entries"]
    book.save(tmp_path / "renamed.xlsx")
    one, other = [each for each in verify(tmp_path / "renamed.xlsx", source).deviations if each.sheet][:2]
    assert (one.expected, one.found) == ("Net income", "Profit")
    assert str(other.message) == "Sheet 'Entries' is missing."


def test_a_stored_result_that_is_not_calculated_is_named(review: Path, source: Path, tmp_path: Path) -> None:
    sheet, row = mapped_row(review, "appendix", "Net income")
    cell, was = place_of(sheet, row, "result")
    altered = _with_stored_result(review, tmp_path / "stored.xlsx", sheet.name, cell, Decimal(was) + 1)
    assert first(verify(altered, source)) == (
        f"Sheet '{sheet.name}', cell {cell}, Net income: {Decimal(was) + 1} is stored; the formula comes to {was}."
    )


def test_ticks_and_sheets_of_a_reviewer_are_no_deviations(review: Path, source: Path, tmp_path: Path) -> None:
    sheet, row = mapped_row(review, "appendix", "Net income")
    column = sheet.column_with("tick")
    assert column is not None
    book = openpyxl.load_workbook(review)
    book[sheet.name].cell(row.row, column).value = "✓"
    book.create_sheet("My notes")["A1"] = "=VLOOKUP(1,B1:C2,2)"
    book.save(tmp_path / "ticked.xlsx")
    verification = verify(tmp_path / "ticked.xlsx", source)
    assert verification.is_reproduced, first(verification)
    assert keys_of_unverified(verification) == ["no-stored-results", "sheet-of-others"]


def test_figures_that_no_cell_holds_are_said(session: Session, source: Path, tmp_path: Path) -> None:
    session.execute(EditFigures({("selling_expenses", "2024-01-01/2024-06-30"): Decimal("123456789012.12345")}))
    verification = verify(exported(session, tmp_path), source)
    assert {each.kind for each in verification.deviations} == {DeviationKind.CHECK}  # as in the program
    assert keys_of_unverified(verification) == ["figures-as-text"]


# ---- its sources


def with_changed_byte(source: Path, target: Path, at: int) -> Path:
    content = bytearray(source.read_bytes())
    content[at] ^= 1
    target.write_bytes(content)
    return target


@pytest.mark.parametrize("at", [10, 5_000], ids=["still readable", "broken"])
def test_one_changed_byte_of_a_source_is_named(review: Path, source: Path, tmp_path: Path, at: int) -> None:
    verification = verify(review, with_changed_byte(source, tmp_path / source.name, at))
    assert first(verification) == f"The source {source.name} has changed: it is not the file that was imported."
    assert len(verification.deviations) == 1


def test_a_changed_figure_of_a_source_is_named_with_its_cell(review: Path, source: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(source)
    was, sheet = -27_351, "US GAAP vs IFRS"
    assert book[sheet]["C11"].value == was
    book[sheet]["C11"] = was + MORE
    book.save(tmp_path / source.name)
    messages = [str(each.message) for each in verify(review, tmp_path / source.name).deviations]
    assert (
        f"{source.name}, sheet '{sheet}', cell C11, Selling expenses: the source holds {was + MORE}; {was} was taken "
        "from it."
    ) in messages


def test_a_missing_source_is_named(review: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,1\n")
    verification = verify(review, other)
    assert (
        first(verification) == "The source hutchmed-h1-2024.xlsx is missing. Name it after the file that is verified."
    )
    assert keys_of_unverified(verification) == ["not-a-source"]


def test_a_source_may_have_another_name(review: Path, source: Path, tmp_path: Path) -> None:
    verification = verify(review, shutil.copy(source, tmp_path / "sent by mail.xlsx"))
    assert verification.is_reproduced
    assert verification.checked.sources == 1


def test_an_amount_typed_over_in_the_list_of_sources_is_named(review: Path, source: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(review, data_only=True)
    row = next(row for row in book["Sources"].iter_rows() if row[2].value == "C11")
    verification = verify(typed(review, tmp_path, "Sources", f"F{row[5].row}", MORE), source)
    deviation = verification.deviations[0]
    assert (deviation.kind, deviation.sheet, deviation.cell) == (DeviationKind.SOURCE_FIGURE, "US GAAP vs IFRS", "C11")


# ---- what is none of ours


def test_another_workbook_is_refused_in_one_sentence(source: Path) -> None:
    with pytest.raises(WorkbenchError, match="is neither a project nor a review workbook of this program"):
        verify(source)


def test_a_review_workbook_without_its_map_is_refused(review: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(review)
    del book["_workbench"]
    book.save(tmp_path / "unmapped.xlsx")
    with pytest.raises(WorkbenchError, match="has lost its sheet '_workbench'"):
        verify(tmp_path / "unmapped.xlsx")


# ---- the command line


def test_the_command_says_what_was_compared(workbench: Workbench, review: Path, source: Path) -> None:
    outcome = workbench("verify", review, source)
    assert outcome.status == 0
    verdict, compared = outcome.output.splitlines()
    assert verdict == "review.xlsx: reproduced."
    assert compared.startswith("Compared: ")
    assert compared.endswith(" 36 checks, 1 source, 77 figures of sources.")


def test_the_command_names_the_first_deviation(
    workbench: Workbench, review: Path, source: Path, tmp_path: Path
) -> None:
    sheet, row = mapped_row(review, "appendix", "Selling expenses")
    cell, was = place_of(sheet, row, "as-reported")
    altered = typed(review, tmp_path, sheet.name, cell, int(was) + MORE)
    outcome = workbench("verify", altered, source)
    assert outcome.status == 1
    assert outcome.output.startswith(
        f"typed.xlsx: not reproduced. Sheet '{sheet.name}', cell {cell}, Selling expenses: "
    )

    answer = workbench("verify", altered, source, "--json")
    assert answer.status == 1
    assert not answer.json["reproduced"]
    deviation = answer.json["deviations"][0]
    assert deviation["expected"] == Decimal(was)
    assert deviation["found"] == Decimal(was) + MORE
    assert (deviation["kind"], deviation["sheet"], deviation["cell"]) == ("cell", sheet.name, cell)
    assert answer.json["not_verified"] == []


def test_the_command_refuses_in_one_line(workbench: Workbench, source: Path, review: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "gone.xlsx", tmp_path / "gone.recon"
    for files in ((source,), (review, nowhere[0]), (nowhere[1],)):
        outcome = workbench("verify", *files)
        assert outcome.status == 2
        assert len(outcome.errors.splitlines()) == 1


def _with_stored_result(source: Path, target: Path, sheet: str, cell: str, result: Decimal) -> Path:
    """Write a copy in which a formula stores another result."""
    part = parts_of_sheets(source)[sheet]
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode(errors="surrogateescape")
            if name == part:
                content, number = re.subn(rf'(<c r="{cell}"[^>]*><f>[^<]*</f><v>)[^<]*', rf"\g<1>{result}", content)
                assert number == 1
            new.writestr(name, content.encode(errors="surrogateescape"))
    return target


def with_texts(review: Path, target: Path, texts: Mapping[tuple[str, str], str]) -> Path:
    book = openpyxl.load_workbook(review)
    for (sheet, cell), text in texts.items():
        assert book[sheet][cell].data_type == "s"
        book[sheet][cell] = text
    book.save(target)
    return target


def test_headings_that_are_others_are_named(review: Path, source: Path, tmp_path: Path) -> None:
    others = {
        ("IS H1 2024", "A3"): "RMB in millions",
        ("IS H1 2024", "B5"): "Year ended December 31, 2024",
        ("IS H1 2024", "B7"): "Amounts under HKFRS",
        ("Lead", "A1"): "Another Inc.",
        ("D2", "A7"): "Cash",
        ("Notes", "B7"): "Another difference",
    }
    verification = verify(with_texts(review, tmp_path / "other.xlsx", others), source)
    assert {(each.sheet, each.cell): each.found for each in verification.deviations} == others
    assert first(verification) == "Sheet 'Lead', cell A1: Another Inc.; at export it was HUTCHMED (China) Limited."


def test_rows_of_lists_that_are_others_are_named(review: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(review)
    entry, figure = (book[sheet].max_row for sheet in ("Entries", "Sources"))
    others: dict[tuple[str, str], Any] = {
        ("Entries", f"D{entry}"): "Cash",
        ("Entries", f"K{entry - 1}"): "Mine!A1",
        ("Entries", f"I{entry - 2}"): 777,
        ("Entries", f"J{entry - 3}"): 777,
        ("Entries", f"A{entry + 1}"): "Lease amortization",
        ("Sources", f"D{figure}"): "Cash",
        ("Sources", f"F{figure - 1}"): 777,
    }
    for (sheet, cell), other in others.items():
        book[sheet][cell] = other
    book.save(tmp_path / "other.xlsx")
    named = [(each.kind, each.sheet, each.cell) for each in verify(tmp_path / "other.xlsx").deviations]
    assert named == [
        (DeviationKind.CELL, "Entries", f"J{entry - 3}"),
        (DeviationKind.CELL, "Entries", f"I{entry - 2}"),
        (DeviationKind.CELL, "Entries", f"D{entry}"),
        (DeviationKind.ROW, "Entries", f"A{entry - 1}:O{entry - 1}"),
        (DeviationKind.ROW, "Entries", f"A{entry + 1}:O{entry + 1}"),
        (DeviationKind.ROW, "Sources", f"A{figure - 1}:I{figure - 1}"),
        (DeviationKind.ROW, "Sources", f"A{figure}:I{figure}"),
    ]


def test_formulas_that_tell_of_states_and_checks_are_not_replaced_unseen(review: Path, tmp_path: Path) -> None:
    """Among them a whole row of Checks, and with it an amount as text."""
    book = openpyxl.load_workbook(review)
    check, figure = (
        next(row[0].row for row in book[sheet].iter_rows(min_row=14) if any(cell.data_type == "f" for cell in row[4:]))
        for sheet in ("Checks", "Sources")
    )
    kept = "Uncorrected differences"
    threshold = next(cell.coordinate for row in book[kept].iter_rows() for cell in row if cell.value == "not set")
    of_check = zip("CDEF", (-999, -999, 0, "pass"), strict=True)
    values: dict[tuple[str, str], Any] = {
        **{("Checks", f"{column}{check}"): value for column, value in of_check},
        ("Entries", "G7"): "31",
        ("Sources", f"J{figure}"): "holds",
        ("IS H1 2024", "A4"): "All 2 differences are on",
        ("IS H1 2024", "C7"): "Tax effects",
        ("IS H1 2024", "I12"): "holds",
        ("IS H1 2024", "C10"): 1,
        ("Entries", "A4"): "All 2 differences are on",
        ("Notes", "A4"): "All 2 differences are on",
        ("D1 Lease amortization", "E9"): 77_777,
        ("Lead", "E9"): 77_777,
        (kept, threshold): 900_000,
    }
    for (sheet, cell), value in values.items():
        assert book[sheet][cell].value is not None, (sheet, cell)
        book[sheet][cell] = value
    book.save(tmp_path / "typed.xlsx")
    named = {(each.sheet, each.cell) for each in verify(tmp_path / "typed.xlsx").deviations}
    assert values.keys() - named == {("Entries", "G7")}, "the amount is the same"
    assert ("Entries", "G7") not in named


@pytest.mark.parametrize("more", ["0.25", "0.004", "0.5", "0.000001"])
def test_effects_with_decimals_are_reproduced(session: Session, tmp_path: Path, more: str) -> None:
    """Lead and D sheets compare them with what the source prints, and say the same as the program."""
    adjustment = session.project.adjustments[0]
    cell, amount = next(iter(adjustment.effects.items()))
    session.execute(EditEntries(adjustment.id, {cell: amount + Decimal(more)}))
    verification = verify(exported(session, tmp_path))
    assert {each.kind for each in verification.deviations} <= {DeviationKind.CHECK}, first(verification)


TEXTS = ("line one\r\n" * 4_000, "  a \t b  ", "😀" * 20_000, f"a{' ' * 40_000}b")


@pytest.mark.parametrize("text", TEXTS, ids=("lines", "blanks", "two units", "long blanks"))
def test_a_workbook_with_any_text_is_reproduced(session: Session, tmp_path: Path, text: str) -> None:
    adjustment, *_ = session.project.adjustments
    entry, *_ = adjustment.entries.values()
    named = replace(adjustment, name=f"{adjustment.name} {text}".strip())
    described = named.with_entries({entry.id: replace(entry, memo=text)}).with_attributes(note=text)
    statement = session.project.statements[0]
    lines = tuple(replace(line, caption=f"{line.caption} {text}".strip()) for line in statement.lines[:2])
    project = replace(
        session.project,
        adjustments=(described, *session.project.adjustments[1:]),
        statements=(replace(statement, lines=(*lines, *statement.lines[2:])), *session.project.statements[1:]),
    )
    verification = verify(exported(Session(project), tmp_path))
    assert verification.is_reproduced, first(verification)
    assert read_returned(project, tmp_path / "review.xlsx").proposals == ()


def test_figures_are_named_before_headings(review: Path, source: Path, tmp_path: Path) -> None:
    changed = with_texts(review, tmp_path / "other.xlsx", {("Lead", "A1"): "Another Inc."})
    sheet, row = mapped_row(review, "appendix", "Selling expenses")
    place, _ = place_of(sheet, row, "as-reported")
    both = with_numbers(changed, tmp_path / "both.xlsx", [(sheet.name, place, MORE)])
    verification = verify(both, source)
    assert "Selling expenses" in first(verification)
    assert verification.deviations[-1].sheet == "Lead"


def test_a_debit_that_is_not_its_amount_is_named(review: Path, source: Path, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(review)["Entries"]
    cell = next(
        row[0] for row in sheet.iter_rows(min_row=FIRST_ENTRY_ROW, min_col=DEBIT, max_col=DEBIT) if row[0].value
    )
    verification = verify(typed(review, tmp_path, "Entries", cell.coordinate, MORE), source)
    assert [(each.cell, each.expected, each.found) for each in verification.deviations] == [
        (cell.coordinate, Decimal(str(cell.value)), Decimal(MORE))
    ]
