"""From the half-year 2022 and the year 2022 to the half-year 2023, and on: the published tables come out."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.appendices import read_by_author, with_texts
from tests.conftest import Workbench
from tests.posted_journals import HALF_YEAR, JOURNALS, csv_of, primary_project, primary_workbook, table_of
from tests.published import RECONCILIATIONS, lines_for, rows_of
from tests.rolling.earlier_projects import FY_2022_FILE, H1_2022_FILE, earlier, fy_2022, h1_2022, held
from tests.rolling.small_company import project_from, reconciliation, statement, year_2022, year_2023
from workbench.api.book import Book
from workbench.api.reading import read
from workbench.api.saving import KnownFiles
from workbench.checks import carried_forward, interims, run_checks
from workbench.commands import (
    DescribeAdjustment,
    EditEntries,
    EditFigures,
    PostEntries,
    SetReconciled,
    UnlockComparative,
    WriteText,
)
from workbench.domain.adjustments import Adjustment, BroughtForward, EntryId, JournalEntry, Leg
from workbench.domain.amounts import format_for_reader
from workbench.domain.appendix import AppendixText, TextKind
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.findings import FindingStatus
from workbench.domain.ledger import Ledger
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId, period_of
from workbench.domain.project import Project
from workbench.domain.subjects import TextSubject
from workbench.engine import Engine
from workbench.errors import WorkbenchError
from workbench.exporting.figures_json import write_figures_json
from workbench.importing import import_workbooks
from workbench.notes.reading import NoteReader
from workbench.phrases import ENGLISH
from workbench.presentation.journal_entries import OriginKind, kind_of_origin
from workbench.presentation.publication import causes_against, summary_of_causes
from workbench.rolling.carried_entries import Carry, CarryChoices
from workbench.rolling.new_workbook import with_new_workbook
from workbench.rolling.periods_of_roll import following_periods, periods_to
from workbench.rolling.roll_forward import Rolled, roll_forward
from workbench.session import Session
from workbench.store import load, save
from workbench.wording import message_of
from workbench.workbooks import begin_reading

BASIS = TextSubject("basis")
SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
H1_2022, H1_2023 = "2022-01-01/2022-06-30", "2023-01-01/2023-06-30"
DEC_2022, JUN_2023, DEC_2023 = "2022-12-31", "2023-06-30", "2023-12-31"
RETAINED_EARNINGS = {
    "Expected credit losses, net of tax": 1_001_037,
    "Effective interest rate on loans receivable, net of tax": -105_304,
    "Share-based compensation": -71_032,
    "Financial guarantee, net of tax": 292_032,
}


def rolled_half_year(choices: CarryChoices | None = None) -> Rolled:
    periods = periods_to("H1 2023", [each.project for each in earlier()])
    return roll_forward(earlier(), periods, choices or CarryChoices())


def closed_half_year(folder: Path) -> Project:
    """Return the half-year 2023: rolled forward, its statements imported, its entries posted."""
    project = with_new_workbook(rolled_half_year().project, primary_project())
    entries = csv_of(table_of([entry for entry in JOURNALS if entry.period == HALF_YEAR]), folder / "entries.csv")
    return Book(project, "", KnownFiles(), ()).adjust_from(entries).project


def test_the_published_tables_come_out_with_their_comparatives(tmp_path: Path) -> None:
    project = closed_half_year(tmp_path)
    pieces: list[str] = []
    write_figures_json(Engine().results(project), (), 0, pieces.append)
    answer: Any = json.loads("".join(pieces), parse_float=Decimal, parse_int=Decimal)
    number_of_rows = 0
    for case, (kind, period) in RECONCILIATIONS.items():
        for row, line in lines_for(answer, kind, rows_of(case)):
            figure = line["figures"][period]
            shown = (figure["as_reported"], *figure["adjustments"].values(), figure["result"])
            assert [amount or 0 for amount in shown] == [amount or 0 for amount in row.values], (case, row.label)
            number_of_rows += 1
    assert number_of_rows == 75
    run = run_checks(Engine().results(project))
    assert (run.counts[FindingStatus.FAIL], run.counts[FindingStatus.WARNING], run.unproven) == (0, 0, 0)
    of_the_half_year = [
        finding for finding in run.findings if finding.check == "roll-forward" and H1_2023 in str(finding)
    ]
    assert [finding.status for finding in of_the_half_year] == [FindingStatus.PASS] * 4


def test_the_opening_is_the_closing_of_the_year_before() -> None:
    rolled = rolled_half_year()
    project = rolled.project
    proof = [message_of(finding, ENGLISH) for finding in carried_forward.CHECK.findings(Engine().results(project))]
    assert proof == [
        f"{name}: Retained earnings carried from December 31, 2022: {format_for_reader(Decimal(amount))}"
        for name, amount in RETAINED_EARNINGS.items()
    ]
    for adjustment in project.adjustments:
        opening = {line: amount for (line, period), amount in adjustment.effects.items() if period == DEC_2022}
        closing = {line: amount for (line, period), amount in adjustment.effects.items() if period == JUN_2023}
        assert closing == opening
        assert opening["retained_earnings"] == RETAINED_EARNINGS[adjustment.name]
        (carried,) = [entry for entry in adjustment.entries.values() if isinstance(entry.origin, BroughtForward)]
        assert carried.memo == "Brought forward from 31 Dec 2022"
        assert kind_of_origin(carried.origin) is OriginKind.CARRIED
        assert not any(balance.open_amount for balance in Ledger(project).balances(carried.legs))


def test_from_the_half_year_to_the_year(tmp_path: Path) -> None:
    half = closed_half_year(tmp_path)
    rolled = roll_forward([held(half, "qifu-h1-2023.recon")], periods_to("FY 2023", [half]))
    project = rolled.project
    position, operations = project.statements
    assert position.periods == (DEC_2022, JUN_2023, DEC_2023)
    assert operations.periods == (H1_2023, "2022-01-01/2022-12-31", "2023-01-01/2023-12-31")
    held_by = {(key, period): comparative.held_by for (key, period), comparative in project.comparatives.items()}
    assert held_by == {
        (position.id, DEC_2022): "qifu-h1-2023.recon",
        (position.id, JUN_2023): "qifu-h1-2023.recon",
        (operations.id, H1_2023): "qifu-h1-2023.recon",
        (operations.id, "2022-01-01/2022-12-31"): "",
    }
    assert all(operations.figure(line.id, "2022-01-01/2022-12-31") is None for line in operations.lines)
    (empty,) = [message_of(finding, ENGLISH) for finding in rolled.oddities]
    assert empty.endswith("Year ended December 31, 2022: no project holds this period. Its column is empty.")
    for adjustment in project.adjustments:
        closing = {line: amount for (line, period), amount in adjustment.effects.items() if period == DEC_2023}
        assert closing["retained_earnings"] == RETAINED_EARNINGS[adjustment.name]


def test_rolling_twice_gives_the_same_project_and_the_file_keeps_it(tmp_path: Path) -> None:
    first, second = rolled_half_year().project, rolled_half_year().project
    assert first == second
    backwards = roll_forward(tuple(reversed(earlier())), periods_to("H1 2023", [h1_2022(), fy_2022()])).project
    assert backwards == first
    save(first, tmp_path / "rolled.recon")
    assert load(tmp_path / "rolled.recon") == first
    again = with_new_workbook(with_new_workbook(first, primary_project()), primary_project())
    assert again == with_new_workbook(first, primary_project())


def test_a_comparative_is_locked_until_it_is_unlocked_for_a_reason() -> None:
    project = rolled_half_year().project
    position, session = project.statements[0], Session(project)
    cash, ecl = position.lines[2].id, project.adjustments[0]
    entry = next(entry for entry in ecl.entries.values() if entry.legs[0].period == DEC_2022)
    changed = replace(entry, legs=tuple(replace(leg, amount=leg.amount + 1) for leg in entry.legs))
    for command in (
        EditFigures({(cash, DEC_2022): Decimal(1)}),
        EditEntries(ecl.id, {(cash, DEC_2022): Decimal(1)}),
        PostEntries(ecl.id, (changed,)),
        PostEntries(ecl.id, removed=(entry.id,)),
        SetReconciled(position.id, DEC_2022, False),
    ):
        with pytest.raises(
            WorkbenchError, match=r"31 Dec 2022 is locked: its figures are those of qifu-fy-2022\.recon"
        ):
            session.execute(command)
    assert session.project is project
    session.execute(EditFigures({(cash, JUN_2023): Decimal(1)}))
    session.execute(UnlockComparative(position.id, DEC_2022, "an error was found"))
    session.execute(EditFigures({(cash, DEC_2022): Decimal(1)}))
    session.execute(UnlockComparative(position.id, DEC_2022, ""))
    with pytest.raises(WorkbenchError, match="locked"):
        session.execute(EditFigures({(cash, DEC_2022): Decimal(2)}))
    for _ in range(4):
        session.undo()
    assert session.project == project
    with pytest.raises(WorkbenchError, match="not a comparative"):
        session.execute(UnlockComparative(position.id, JUN_2023, "why not"))


@pytest.mark.parametrize("choice", list(Carry))
def test_what_becomes_of_the_opening_is_chosen_for_all_and_singly(choice: Carry) -> None:
    all_carried = rolled_half_year()
    first = all_carried.openings[0]
    for choices in (CarryChoices(choice), CarryChoices(Carry.INCLUDE, Map({first.key: choice}))):
        project = rolled_half_year(choices).project
        for adjustment in project.adjustments:
            chosen = choices.of(next(o for o in all_carried.openings if o.adjustment == adjustment.id))
            closing = adjustment.effects.get(("retained_earnings", JUN_2023))
            opening = Decimal(RETAINED_EARNINGS[adjustment.name])
            expected = {Carry.INCLUDE: opening, Carry.EXCLUDE: None, Carry.ZERO: Decimal(0), Carry.REVERSE: Decimal(0)}
            assert closing == expected[chosen]
            assert adjustment.effects["retained_earnings", DEC_2022] == opening


def test_conclusions_are_carried_to_be_confirmed() -> None:
    nil = Consideration(Conclusion.NIL, "no leases", "Jo", datetime(2024, 5, 6, tzinfo=UTC))
    before = replace(fy_2022(), completeness=Map({("leases", DEC_2022): nil}))
    sources = (held(before, FY_2022_FILE), held(h1_2022(), H1_2022_FILE))
    project = roll_forward(sources, periods_to("H1 2023", [before, h1_2022()])).project
    assert project.completeness["leases", DEC_2022] == nil
    assert project.completeness["leases", H1_2023] == replace(nil, is_carried=True)


@pytest.mark.parametrize(
    ("known", "to", "opening", "before"),
    [
        (["2022-01-30/2023-01-28", "2023-01-28"], "2023-01-29/2024-02-03", "2023-01-28", "2022-01-30/2023-01-28"),
        (["2022-01-30/2022-04-30", "2023-01-28"], "2023-01-29/2023-04-29", "2023-01-28", "2022-01-30/2022-04-30"),
        (["2022-07-01/2022-09-30", "2022-06-30"], "2022-07-01/2022-12-31", "2022-06-30", "2021-07-01/2021-12-31"),
        (["2022-01-01/2022-12-31", "2022-12-31"], "Q3 2023", "2022-12-31", "2022-07-01/2022-09-30"),
    ],
    ids=["a year of 53 weeks", "a quarter of weeks", "a year that ends in June", "a quarter within the year"],
)
def test_the_comparatives_of_any_fiscal_year(known: list[str], to: str, opening: str, before: str) -> None:
    periods = {PeriodId(key): period_of(PeriodId(key), key) for key in known}
    rolled = periods_to(to, [replace(year_2022(), periods=Map(periods))])
    assert (rolled.opening.id, rolled.flows_before.id) == (opening, before)


# ---- properties


amounts = st.integers(-10_000, 10_000).filter(bool).map(Decimal)
PAIRS = (("cash_and_cash_equivalents", "trade_payables"), ("property_and_equipment", "lease_liabilities"))


@st.composite
def journals(draw: st.DrawFn) -> Adjustment:
    """Entries at the end of 2022 that balance, typed, some of them with the profit of the year."""
    entries: dict[EntryId, JournalEntry] = {}
    for number in range(draw(st.integers(1, 4))):
        debit, credit = draw(st.sampled_from(PAIRS))
        amount = draw(amounts)
        legs = (Leg(debit, DEC_2022, amount), Leg(credit, DEC_2022, amount))
        if draw(st.booleans()):
            legs = (
                Leg("selling_expenses", "2022-01-01/2022-12-31", amount),
                Leg(credit, DEC_2022, amount),
                *((Leg("retained_earnings", DEC_2022, -amount),) if draw(st.booleans()) else ()),
            )
        key = EntryId(f"entry {number}")
        entries[key] = JournalEntry(key, legs, memo=f"entry {number}")
    return Adjustment("pensions", "Pensions", entries=Map(entries))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(journals(), st.sampled_from(list(Carry)))
def test_rolled_projects_balance_and_the_opening_equals_what_is_carried(added: Adjustment, choice: Carry) -> None:
    session = Session(replace(year_2022(), adjustments=(*year_2022().adjustments, replace(added, entries=Map()))))
    session.execute(PostEntries(added.id, tuple(added.entries.values())))
    earlier_project = session.project
    sources, periods = [held(earlier_project, "a.recon")], periods_to("FY 2023", [earlier_project])
    rolled = roll_forward(sources, periods, CarryChoices(choice))
    project = with_new_workbook(rolled.project, year_2023())
    ledger = Ledger(project)
    for adjustment in project.adjustments:
        before = earlier_project.adjustment_by_id[adjustment.id]
        carried = [entry for entry in adjustment.entries.values() if isinstance(entry.origin, BroughtForward)]
        for entry in carried:
            assert not any(balance.open_amount for balance in ledger.balances(entry.legs)), entry
        closing: dict[str, Decimal] = {}
        for leg in (leg for entry in carried for leg in entry.legs if leg.period == DEC_2023):
            closing[leg.line] = closing.get(leg.line, Decimal(0)) + leg.amount
        opening = {line: amount for (line, period), amount in before.effects.items() if period == DEC_2022}
        if choice is Carry.INCLUDE:
            without_equity = {line: amount for line, amount in opening.items() if line != "retained_earnings"}
            assert {line: closing[line] for line in without_equity} == without_equity
        else:
            assert not any(closing.values())
    assert roll_forward(sources, periods, CarryChoices(choice)) == rolled


def test_a_memo_says_once_from_when_an_entry_was_brought_forward() -> None:
    session = Session(year_2022())
    legs = (Leg("lease_liabilities", DEC_2022, Decimal(5)), Leg("retained_earnings", DEC_2022, Decimal(-5)))
    session.execute(PostEntries("leases", (JournalEntry(EntryId("a"), legs, memo="accrual"),)))
    project = session.project
    for year in (2023, 2024):
        project = roll_forward([held(project, f"{year}.recon")], periods_to(f"FY {year}", [project])).project
    memos = [
        entry.memo
        for entry in project.adjustment_by_id["leases"].entries.values()
        if isinstance(entry.origin, BroughtForward)
    ]
    assert sorted(memos) == ["Brought forward from 31 Dec 2023", "accrual, brought forward from 31 Dec 2023"]


def test_what_is_carried_is_proven_on_a_reconciliation_of_equity_too() -> None:
    bridges = import_workbooks([begin_reading(SAMPLES / "autohome-bridge.xlsx")])
    project = roll_forward([held(bridges, "autohome.recon")], periods_to("FY 2025", [bridges])).project
    assert [message_of(finding, ENGLISH) for finding in carried_forward.CHECK.findings(Engine().results(project))] == [
        "Preferred shares: Total equity carried from December 31, 2024: 1,693,068",
        "Leases: Total equity carried from December 31, 2024: (8,019)",
    ]


def test_the_year_is_offered_after_its_first_half() -> None:
    half = import_workbooks([begin_reading(SAMPLES / "hutchmed-h1-2024.xlsx")])
    assert following_periods([half])[0].id == "2024-01-01/2024-12-31"
    assert following_periods([year_2022()])[0].id == "2023-01-01/2023-12-31"
    assert following_periods([each.project for each in earlier()])[0].id == H1_2023


# ---- interim periods


@pytest.mark.parametrize(
    ("second_half", "effect", "statuses"),
    [
        (4_900, 40, {"Leases": "pass", "US GAAP": "pass"}),
        (4_899, 39, {"Leases": "pass", "US GAAP": "pass"}),
        (4_890, 40, {"Leases": "pass", "US GAAP": "warning"}),
        (4_900, 30, {"Leases": "fail", "US GAAP": "pass"}),
    ],
)
def test_interims_add_up_to_the_year_within_rounding(second_half: int, effect: int, statuses: dict[str, str]) -> None:
    """The year has 9,900 and, for leases, 80; one unit for each half may be rounding."""
    names = ("Six months ended June 30, 2023", "Six months ended December 31, 2023", "Year ended December 31, 2023")
    amounts, effects = (5_000, second_half, 9_900), (40, effect, 80)
    columns = [{"Revenue": amount, "Costs": 0, "Net income": amount} for amount in amounts]
    title = "Consolidated Statements of Operations"
    reconciliations = {
        f"Recon {number}": reconciliation(
            title, name, column, {"Leases": {"Costs": -of_leases, "Net income": of_leases}}
        )
        for number, (name, column, of_leases) in enumerate(zip(names, columns, effects, strict=True))
    }
    project = project_from({"IS": statement(title, names, columns), **reconciliations}, "halves.xlsx")
    findings = [
        finding
        for finding in interims.CHECK.findings(Engine().results(project))
        if "Net income" in message_of(finding, ENGLISH)
    ]
    assert {name: finding.status.value for finding in findings for name in statuses if name in str(finding)} == statuses
    assert [finding.difference for finding in findings] == [second_half - 4_900, effect - 40]


# ---- the command line


def test_the_command_line_rolls_forward(tmp_path: Path, workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_STATE", str(tmp_path / "state"))
    first, second, new = (tmp_path / name for name in (H1_2022_FILE, FY_2022_FILE, "new.recon"))
    save(h1_2022(), first)
    save(fy_2022(), second)
    outcome = workbench("roll", first, second, "--to", "H1 2023", "-o", new)
    assert (outcome.status, outcome.errors) == (0, "")
    assert "Share-based compensation: Retained earnings carried from December 31, 2022: (71,032)" in outcome.output
    assert f"from {FY_2022_FILE}, locked" in outcome.output
    project = load(new)
    assert [source.name for source in project.sources] == [FY_2022_FILE, H1_2022_FILE]
    assert replace(project, sources=()) == replace(rolled_half_year().project, sources=())
    answer = workbench("roll", first, second, "--to", "H1 2023", "-o", tmp_path / "other.recon", "--json").json
    assert [opening["choice"] for opening in answer["carried"]] == ["include"] * 4
    for arguments, why in (
        (("-o", tmp_path / "x.recon"), "needs --to PERIOD"),
        (("--to", "H1 2023"), "needs -o NEW.recon"),
        (("--to", "H1 2023", "-o", new), "already exists"),
        (("--to", "H1 2022", "-o", tmp_path / "x.recon"), "already holds figures"),
        (("--to", "H1 2023", "-o", tmp_path / "x.recon", "--opening", "burn"), "include, exclude, reverse or zero"),
    ):
        refused = workbench("roll", first, second, *arguments)
        assert refused.status == 2
        assert why in refused.errors
    assert not (tmp_path / "x.recon").exists()
    workbook = tmp_path / "qifu.xlsx"
    workbook.write_bytes(primary_workbook())
    assert "is not a project" in workbench("roll", workbook, "--to", "H1 2023", "-o", tmp_path / "x.recon").errors


def test_the_workbook_says_which_periods_no_project_holds(tmp_path: Path, workbench: Workbench) -> None:
    project = roll_forward(earlier(), periods_to("FY 2023", [fy_2022()])).project
    path, out = tmp_path / "rolled.recon", tmp_path / "review.xlsx"
    save(project, path)
    workbench("reconcile", path, "-o", out)
    book = openpyxl.load_workbook(out)
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("no project holds this period" in text for text in texts)


# ---- notes


NOTE = (
    'Under IFRSs the expense is graded: {{ effect("Share-based compensation", net_income, H1 2022) | gain }} for the '
    'half-year 2022, {{ effect("Share-based compensation", net_income, H1 2023) | gain }} for that of 2023.'
)


def test_the_figures_of_note_iii_are_right_with_their_sign_words(tmp_path: Path) -> None:
    """They follow the comparative and the new period alike, and are in the note of the next period again."""
    session = Session(closed_half_year(tmp_path))
    sbc = session.project.adjustment_by_id["share_based_compensation"]
    session.execute(DescribeAdjustment(sbc.id, sbc.standards, NOTE, sbc.readiness, sbc.kind))
    read = NoteReader(session.results).read(NOTE, ENGLISH, sbc.id)
    assert read.text == (
        "Under IFRSs the expense is graded: a loss of RMB13,140 thousand for the half-year 2022, a gain of RMB49,337 "
        "thousand for that of 2023."
    )
    assert not [finding for finding in run_checks(session.results).findings if finding.status is FindingStatus.FAIL]
    half = session.project
    year = roll_forward([held(half, "qifu-h1-2023.recon")], periods_to("FY 2023", [half])).project
    assert year.adjustment_by_id[sbc.id].note == NOTE
    notes = [finding for finding in run_checks(Engine().results(year)).findings if finding.check == "notes"]
    broken = [message_of(finding, ENGLISH) for finding in notes if finding.status is FindingStatus.FAIL]
    assert len(broken) == 1
    assert "H1 2022" in broken[0]


# ---- the texts of the appendix


def test_texts_are_carried_to_the_next_periods_with_what_they_said_before() -> None:
    text = (
        "Income {{ result(net_income, H1 2022) | without unit }}, equity {{ result(total_equity, 31 Dec 2022) }}, "
        "typed RMB1,234 thousand."
    )
    written = read_by_author(WriteText(TextKind.BASIS, AppendixText(text)).apply(fy_2022()))
    answered = WriteText(TextKind.PROCEDURES, AppendixText("", is_left_out=True)).apply(written)
    rolled = roll_forward([held(answered, FY_2022_FILE)], periods_to("H1 2023", [answered])).project
    carried = rolled.texts[TextKind.BASIS].text
    assert "result(total_equity, 30 Jun 2023)" in carried
    assert carried.endswith("typed RMB1,234 thousand.")
    assert rolled.texts[TextKind.PROCEDURES].is_left_out
    assert not rolled.acceptances
    broken = [finding for finding in run_checks(Engine().results(rolled)).findings if finding.subject == BASIS]
    assert {finding.status for finding in broken} >= {FindingStatus.FAIL}, "the new period has no figure yet"
    quoted = [quote.typed for quote in rolled.quotes[BASIS]]
    assert all(typed in carried for typed in quoted)


def test_each_carried_figure_is_marked_once_the_new_period_has_its_own(qifu_project: Project) -> None:
    text = "Income was {{ as_reported(net_income, H1 2023) }} and {{ as_reported(net_income, H1 2022) }}."
    written = read_by_author(WriteText(TextKind.BASIS, AppendixText(text)).apply(qifu_project))
    rolled = roll_forward([held(written, FY_2022_FILE)], periods_to("H1 2024", [written])).project
    assert "H1 2024" in rolled.texts[TextKind.BASIS].text
    assert "as_reported(net_income, H1 2023)" in rolled.texts[TextKind.BASIS].text
    found = [each for each in run_checks(Engine().results(rolled)).findings if each.subject == BASIS]
    said = " ".join(message_of(each, ENGLISH) for each in found)
    assert "shows no figure" in said, "H1 2024 is empty"
    assert "said 2,149,313 when this was last read, and says 2,023,199 now" in said


def test_each_of_three_balances_has_a_successor_of_its_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Equity", 0)
    for row in (
        ("Three Limited",), ("Reconciliation of equity",), ("(RMB in thousands)",),
        (None, "December 31, 2023", "December 31, 2024", "December 31, 2025"),
        ("Equity under US GAAP", 4000, 4500, 5000),
        ("Leases", -5, -7, 20), ("Deferred tax", -2, -3, -5), ("Equity under IFRS", 3993, 4490, 5015),
    ):  # fmt: skip
        sheet.append(list(row))
    book.save(tmp_path / "three.xlsx")
    project = read(tmp_path / "three.xlsx").project
    dates = ("31 Dec 2023", "31 Dec 2024", "31 Dec 2025")
    text = ", ".join(f"{{{{ result(equity, {day}) }}}}" for day in dates)
    written = WriteText(TextKind.CLOSING, AppendixText(text)).apply(project)
    rolled = roll_forward([held(written, FY_2022_FILE)], periods_to("FY 2026", [written])).project
    assert rolled.texts[TextKind.CLOSING].text == text.replace("2025", "2026").replace("2024", "2025").replace(
        "2023", "2024"
    )


def test_what_only_has_comparatives_is_a_draft(qifu_project: Project) -> None:
    written = with_texts(qifu_project)
    rolled = roll_forward([held(written, FY_2022_FILE)], periods_to("H1 2024", [written])).project
    causes = causes_against(rolled, run_checks(Engine().results(rolled)).findings)
    assert "only comparatives are reconciled" in list(summary_of_causes(causes, ENGLISH))
