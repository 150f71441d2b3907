"""The oracle of the mutants, by hand: which slips another figure contradicts, and which nothing does."""

from decimal import Decimal
from random import Random

import pytest

from tests.mutating.amounts import with_amount, with_text
from tests.mutating.books import book_of, sample_named, samples
from tests.mutating.derived import Known
from tests.mutating.kinds import KIND_BY_NAME
from tests.mutating.measured import known_of
from tests.mutating.misheaded import other_scale
from tests.mutating.oracle import SAME_ENTRY, contradictions
from tests.mutating.places import Place, filled, place_of
from tests.mutating.relations import Family
from tests.mutating.retold import SAID_ELSEWHERE
from tests.mutating.slips import Slip, typed_over
from workbench.domain.sources import CellRef

QIFU, ENTRIES, PASTED = "qifu-h1-2023.xlsx", "qifu-adjustment-entries.xlsx", "qifu-99.2-pasted.xlsx"
HUTCHMED, AUTOHOME = "hutchmed-h1-2024.xlsx", "autohome-bridge.xlsx"


def place(sheet: str, ref: str) -> Place:
    return place_of(CellRef("", sheet, ref))


def families(book: str, slip: Slip | None) -> set[str]:
    assert slip is not None
    return {each.family for each in contradictions(known_of(book), slip)}


def retyped(book: str, at: Place, amount: str) -> Slip:
    cell = filled(sample_named(book).workbook, at)
    return typed_over(sample_named(book), at, {at: with_amount(cell, Decimal(amount))})


@pytest.mark.parametrize("name", [QIFU, ENTRIES, PASTED, HUTCHMED, AUTOHOME])
def test_an_untouched_book_contradicts_nothing(name: str) -> None:
    book = sample_named(name)
    for at in book.stated:
        untouched = typed_over(book, at, {at: filled(book.workbook, at)})
        assert contradictions(known_of(name), untouched) == ()


def test_the_samples_have_relations_of_every_family() -> None:
    found = {relation.family for book in samples() for relation in known_of(book.name).relations}
    assert found == set(Family)


@pytest.mark.parametrize(
    ("book", "sheet", "cell", "amount", "expected"),
    [
        (QIFU, "BS", "B9", "7165585", {Family.COLUMN, Family.CASH}),
        (QIFU, "Recon IS 1H23", "D11", "-253008", {Family.ROW, Family.COLUMN}),
        (QIFU, "Recon IS 1H23", "B11", "2254621", {Family.ROW, Family.STATED_TWICE}),
        (QIFU, "Recon BS Jun23", "C36", "1026255", {Family.ROW, Family.COLUMN, Family.ROLL_FORWARD}),
        (QIFU, "OCI", "B13", "4884", {Family.COLUMN, Family.REPEATED}),
        (QIFU, "IS", "B40", "6.29", {Family.MULTIPLE}),
        (QIFU, "IS", "C37", "3.5", {Family.RATIO, Family.MULTIPLE, Family.TRANSLATION}),
        (QIFU, "Non-GAAP", "B12", "0.243", {Family.RATIO}),
        (QIFU, "BS", "D11", "34173", {Family.COLUMN, Family.TRANSLATION}),
        (QIFU, "BS", "D11", "34138", {Family.COLUMN}),
        (ENTRIES, "Adjustments", "G22", "-2966529", {Family.ENTRIES}),
        (ENTRIES, "Adjustments", "G12", "-253008", {Family.ROLL_FORWARD}),
        (PASTED, "Sheet1", "C35", "1", {Family.ROW, Family.COLUMN}),
        (HUTCHMED, "US GAAP vs IFRS", "D9", "13", {Family.ROW, Family.COLUMN}),
        (AUTOHOME, "Bridge", "C17", "-8091", {Family.ROW, Family.ROLL_FORWARD}),
    ],
)
def test_a_wrong_figure_is_contradicted_by_what_it_belongs_to(
    book: str, sheet: str, cell: str, amount: str, expected: set[str]
) -> None:
    assert families(book, retyped(book, place(sheet, cell), amount)) == expected


@pytest.mark.parametrize(
    ("book", "sheet", "cell", "amount"),
    [
        (ENTRIES, "Adjustments", "G2", "-14946"),  # no balance sheet at the end of that half-year
        (ENTRIES, "IS", "B43", "311615333"),  # too little to be seen in an amount per share
    ],
)
def test_a_wrong_figure_that_nothing_else_tells_is_not_contradicted(
    book: str, sheet: str, cell: str, amount: str
) -> None:
    assert families(book, retyped(book, place(sheet, cell), amount)) == set()


def slip_of(kind: str, book: str, at: Place, seed: int = 1) -> Slip | None:
    return KIND_BY_NAME[kind].make(sample_named(book), at, Random(seed))


def test_a_missing_part_is_missed_and_a_missing_total_is_what_its_parts_add_up_to() -> None:
    assert families(QIFU, slip_of("blank", QIFU, place("BS", "B11"))) == {Family.COLUMN}
    assert families(QIFU, slip_of("row deleted", QIFU, place("BS", "B11"))) == {Family.COLUMN}
    assert families(QIFU, slip_of("blank", QIFU, place("BS", "B19"))) == set()
    assert families(QIFU, slip_of("row deleted", QIFU, place("BS", "B19"))) == set()


def test_an_effect_that_is_blank_is_none() -> None:
    assert families(QIFU, slip_of("blank", QIFU, place("Recon IS 1H22", "E22"))) == {Family.ROW, Family.COLUMN}


def test_a_row_that_is_there_twice_counts_twice_and_a_total_does_not() -> None:
    assert families(QIFU, slip_of("row repeated", QIFU, place("CF", "B9"))) == {Family.COLUMN}
    assert families(QIFU, slip_of("row repeated", QIFU, place("BS", "B19"))) == set()
    assert SAME_ENTRY in families(ENTRIES, slip_of("entry twice", ENTRIES, place("Adjustments", "G2")))


def test_letters_in_a_figure_are_contradicted_by_what_belongs_there() -> None:
    assert families(QIFU, slip_of("stray letter", QIFU, place("IS", "B8"))) == {Family.COLUMN}


def test_captions_in_each_others_place_are_contradicted_where_another_sheet_states_the_lines() -> None:
    assert Family.STATED_TWICE in families(QIFU, slip_of("captions exchanged", QIFU, place("BS", "B15")))
    assert families(HUTCHMED, slip_of("captions exchanged", HUTCHMED, place("US GAAP vs IFRS", "C9"))) == set()


def test_totals_that_were_recalculated_still_disagree_with_other_statements() -> None:
    slip = slip_of("digit, recalculated", QIFU, place("BS", "C9"))
    assert slip is not None
    assert {str(each) for each in slip.changed} == {"BS!C9", "BS!C19", "BS!C33"}
    assert families(QIFU, slip) == {
        Family.STATED_TWICE,
        Family.BALANCE,
        Family.REPEATED,
        Family.CASH,
        Family.TRANSLATION,
    }


def headed(kind: str, book: str, sheet: str, cell: str, *, to: str) -> Slip:
    """Return the slip of a kind that made a heading say ``to``."""
    slips = (slip_of(kind, book, place(sheet, cell), seed) for seed in range(99))
    return next(slip for slip in slips if slip and slip.new == to)


def test_a_year_is_contradicted_by_figures_that_stand_elsewhere_under_another() -> None:
    of_another_half = headed("heading year", HUTCHMED, "US GAAP vs IFRS", "B5", to="Six months ended June 30, 2023")
    assert families(HUTCHMED, of_another_half) == {Family.STATED_TWICE}
    of_no_other = headed("heading year", HUTCHMED, "US GAAP vs IFRS", "B5", to="Six months ended June 30, 2025")
    assert families(HUTCHMED, of_no_other) == set()
    parted = headed("heading year", QIFU, "Recon IS 1H23", "A3", to="Six months ended June 30, 2024")
    assert families(QIFU, parted) == {Family.STATED_TWICE, Family.ROLL_FORWARD}


def test_a_scale_is_contradicted_by_the_same_figures_in_another() -> None:
    book = sample_named(QIFU)
    assert Family.STATED_TWICE in families(QIFU, other_scale(book, place("Recon IS 1H22", "A4"), Random(1)))
    assert families(QIFU, other_scale(book, place("Cover", "B5"), Random(1))) == {SAID_ELSEWHERE}
    assert families(AUTOHOME, other_scale(sample_named(AUTOHOME), place("Bridge", "A2"), Random(1))) == set()


def test_a_currency_is_contradicted_by_its_row_and_by_the_line_above() -> None:
    assert families(PASTED, headed("currency word", PASTED, "Sheet1", "D6", to="HK$")) == {Family.ROW}
    assert SAID_ELSEWHERE in families(ENTRIES, headed("currency word", ENTRIES, "BS", "B6", to="HK$"))


def test_a_name_is_contradicted_by_other_tables_and_by_its_roll_forward() -> None:
    name = "Leases"
    assert families(QIFU, headed("name of a difference", QIFU, "Recon IS 1H22", "E6", to=name)) == {SAID_ELSEWHERE}
    assert families(QIFU, headed("name of a difference", QIFU, "Recon IS 1H23", "E6", to=name)) == {
        SAID_ELSEWHERE,
        Family.ROLL_FORWARD,
    }


def test_an_entry_under_another_difference_leaves_both_out_of_balance() -> None:
    slip = slip_of("entry's difference", ENTRIES, place("Adjustments", "G29"))
    assert slip is not None
    assert len([each for each in contradictions(known_of(ENTRIES), slip) if each.family == Family.ENTRIES]) == 2


def test_relations_are_found_in_any_book_and_only_those_that_hold() -> None:
    """A figure that is wrong in an original is in no relation there."""
    book = sample_named(HUTCHMED)
    at = place("US GAAP vs IFRS", "F9")
    wrong = typed_over(book, at, {at: with_amount(filled(book.workbook, at), Decimal(-1))}).workbook
    assert at not in Known(book_of(wrong)).touching
    assert at in known_of(HUTCHMED).touching


def test_words_where_a_figure_belongs_are_told_from_an_empty_cell() -> None:
    book, at = sample_named(QIFU), place("IS", "G16")
    note = typed_over(book, at, {at: with_text(filled(book.workbook, at), "(Note 4)")})
    assert all("(Note 4)" in each.said for each in contradictions(known_of(QIFU), note))
