"""What is otherwise than last time: each is shown, none is lost, and none passes in silence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

import pytest

from tests.reviews import with_review
from tests.rolling.earlier_projects import held
from tests.rolling.small_company import (
    HEAD,
    INCOME,
    LATER_INCOME,
    LATER_POSITION,
    OF_INCOME,
    OF_POSITION,
    POSITION,
    Lines,
    project_from,
    reconciliation,
    sheets_of_2022,
    sheets_of_2023,
    statement,
    year_2022,
    year_2023,
)
from workbench.checks import run_checks
from workbench.domain.findings import FindingStatus
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.statements import StatementKind
from workbench.engine import Engine
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH
from workbench.rolling.carried_entries import Carry, CarryChoices
from workbench.rolling.held_projects import HeldProject
from workbench.rolling.new_workbook import with_new_workbook
from workbench.rolling.periods_of_roll import periods_to
from workbench.rolling.restating import restated_comparatives
from workbench.rolling.roll_forward import INCLUDED, Rolled, roll_forward
from workbench.session import Session
from workbench.store.relations import refuse_contradictions
from workbench.wording import message_of

FILE_2022 = "small-2022.recon"
END_2022, END_2023 = "2022-12-31", "2023-12-31"
YEAR_2022, YEAR_2023 = "2022-01-01/2022-12-31", "2023-01-01/2023-12-31"


def renamed(lines: Lines, **captions: str) -> dict[str, int]:
    """Return lines under other captions; underscores stand for blanks."""
    names = {key.replace("_", " "): value for key, value in captions.items()}
    return {names.get(caption, caption): amount for caption, amount in lines.items()}


def with_lines_after(lines: Lines, after: str, added: Lines, without: str = "") -> dict[str, int]:
    """Return lines with others behind one of them, and without one."""
    made: dict[str, int] = {}
    for caption, amount in lines.items():
        if caption != without:
            made[caption] = amount
        if caption == after:
            made.update(added)
    return made


def rolled_from(*earlier: HeldProject, to: str = "FY 2023", choices: CarryChoices = INCLUDED) -> Rolled:
    return roll_forward(earlier, periods_to(to, [each.project for each in earlier]), choices)


def rolled_year() -> Project:
    return rolled_from(held(year_2022(), FILE_2022)).project


def taken(**changed: Lines) -> Project:
    """Return the project of 2023 with a workbook in which some lines are otherwise."""
    return with_new_workbook(rolled_year(), project_from(sheets_of_2023(**changed), "small-2023.xlsx"))


@dataclass(frozen=True)
class Oddity:
    """``make``: the project in which it shows; ``said``: what the project says of it, in one of its sentences."""

    name: str
    make: Callable[[], Project]
    said: str


SPLIT = {"Prepayments": 900, "Deposits": 700}
LATER_SPLIT = {"Prepayments": 1000, "Deposits": 700}


def split(lines: Lines, parts: Lines) -> dict[str, int]:
    return with_lines_after(lines, "Other current assets", parts, without="Other current assets")


def turned(lines: Lines) -> dict[str, int]:
    costs = ("Cost of sales", "Selling expenses", "Income tax expense")
    return {caption: -amount if caption in costs else amount for caption, amount in lines.items()}


def moved(lines: Lines) -> dict[str, int]:
    """Return the balance sheet with lease liabilities above trade payables."""
    rest = {caption: amount for caption, amount in lines.items() if caption != "Lease liabilities"}
    return with_lines_after(rest, "Total assets", {"Lease liabilities": lines["Lease liabilities"]})


def year_in_millions() -> Project:
    """Return the year 2022 in millions: its figures are thousands of thousands."""
    project = year_2022()
    return replace(project, scale=1_000_000)


def with_cash_flows() -> Project:
    sheets = {
        **sheets_of_2023(),
        "CF": [
            [HEAD[0]],
            ["Consolidated Statements of Cash Flows"],
            [HEAD[1]],
            [None, "Year ended December 31, 2022", "Year ended December 31, 2023"],
            ["Net cash from operating activities", 1500, 1700],
            ["Net cash used in investing activities", -900, -400],
            ["Net increase in cash", 600, 1300],
        ],
    }
    return with_new_workbook(rolled_year(), project_from(sheets, "small-2023.xlsx"))


def with_income_alone() -> Project:
    sheets = {"IS": sheets_of_2023()["IS"]}
    return with_new_workbook(rolled_year(), project_from(sheets, "small-2023.xlsx"))


def with_closing_effects() -> Project:
    effects = {name: dict(effects) for name, effects in OF_POSITION.items()}
    sheets = {
        **sheets_of_2023(),
        "Recon BS": reconciliation("Balance Sheet", "December 31, 2023", LATER_POSITION, effects),
    }
    return with_new_workbook(rolled_year(), project_from(sheets, "small-2023.xlsx"))


def of_two_projects(earlier: Project, later: Project | None = None) -> Project:
    """Return what is rolled to H1 2024 from two projects that both hold 31 December 2022."""
    second = later or with_new_workbook(rolled_year(), year_2023())
    return rolled_from(held(second, "small-2023.recon"), held(earlier, FILE_2022), to="FY 2024").project


def with_another_difference() -> Project:
    """Return the half-year 2022, which had a difference that the year has no longer."""
    sheets = {
        "IS": [
            [HEAD[0]],
            ["Consolidated Statements of Operations"],
            [HEAD[1]],
            [None, "Six months ended June 30, 2022"],
            *([caption, amount // 2] for caption, amount in INCOME.items()),
        ],
        "Recon IS": reconciliation(
            "Statement of Operations",
            "Six months ended June 30, 2022",
            {caption: amount // 2 for caption, amount in INCOME.items()},
            {"Pensions": {"Selling expenses": 8, "Operating income": -8, "Net income": -8}},
        ),
    }
    half = project_from(sheets, "small-h1-2022.xlsx")
    return rolled_from(held(year_2022(), FILE_2022), held(half, "small-h1-2022.recon"), to="H1 2023").project


def under_other_names() -> Project:
    effects = {"Lease accounting": OF_INCOME["Leases"], "Receivables": OF_INCOME["Receivables"]}
    balances = {"Lease accounting": OF_POSITION["Leases"], "Receivables": OF_POSITION["Receivables"]}
    before = project_from(sheets_of_2022(of_income=effects, of_position=balances), "small-2022.xlsx")
    later = replace(
        with_new_workbook(rolled_year(), year_2023()),
        adjustments=tuple(
            adjustment.with_attributes(kind="leases") if adjustment.id == "leases" else adjustment
            for adjustment in with_new_workbook(rolled_year(), year_2023()).adjustments
        ),
    )
    same_kind = replace(
        before,
        adjustments=tuple(
            adjustment.with_attributes(kind="leases") if "lease" in adjustment.id else adjustment
            for adjustment in before.adjustments
        ),
    )
    return of_two_projects(same_kind, later)


def under_other_frameworks() -> Project:
    before = year_2022()
    source, target = before.frameworks
    other = replace(before, frameworks=type(before.frameworks)(replace(source, name="Previous GAAP"), target))
    return of_two_projects(other)


def earlier_lines(position: Lines) -> Project:
    return of_two_projects(project_from(sheets_of_2022(position=position), "small-2022.xlsx"))


def restated_between_projects() -> Project:
    """Return the year 2023 from the year 2022 and from a half-year that states its end otherwise."""
    sheets = {
        "BS": statement(
            "Consolidated Balance Sheets",
            ["December 31, 2022", "June 30, 2023"],
            [{**POSITION, "Trade receivables": 1300, "Other current assets": 1700}, LATER_POSITION],
        )
    }
    half = project_from(sheets, "small-h1-2023.xlsx")
    return rolled_from(held(half, "small-h1-2023.recon"), held(year_2022(), FILE_2022)).project


def choosing(choice: Carry) -> Project:
    return rolled_from(held(year_2022(), FILE_2022), choices=CarryChoices(choice)).project


RECEIVABLES = "Accounts receivable from customers"
ODDITIES = [
    Oddity(
        "a line renamed, its figures agree",
        lambda: taken(
            position=renamed(LATER_POSITION, Trade_receivables=RECEIVABLES),
            position_before=renamed(POSITION, Trade_receivables=RECEIVABLES),
        ),
        "'Trade receivables' is called 'Accounts receivable from customers' in small-2023.xlsx",
    ),
    Oddity(
        "a line appeared",
        lambda: taken(
            position=with_lines_after(
                {**LATER_POSITION, "Cash and cash equivalents": 3200},
                "Cash and cash equivalents",
                {"Term deposits": 200},
            )
        ),
        "'Term deposits' is new in small-2023.xlsx.",
    ),
    Oddity(
        "a line vanished",
        lambda: taken(
            position={c: a for c, a in {**LATER_POSITION, "Trade payables": 3520}.items() if c != "Lease liabilities"},
            position_before={c: a for c, a in {**POSITION, "Trade payables": 3500}.items() if c != "Lease liabilities"},
        ),
        "'Lease liabilities' is not in small-2023.xlsx. It was kept with its comparatives",
    ),
    Oddity(
        "a line split",
        lambda: taken(position=split(LATER_POSITION, LATER_SPLIT), position_before=split(POSITION, SPLIT)),
        "'Other current assets' is not in small-2023.xlsx, where Prepayments, Deposits add up to it.",
    ),
    Oddity(
        "costs with the opposite sign",
        lambda: taken(income=turned(LATER_INCOME), income_before=turned(INCOME)),
        "with the opposite sign. They were turned to the sign used here.",
    ),
    Oddity("a statement that is new", with_cash_flows, "is new in small-2023.xlsx."),
    Oddity("a statement that is missing", with_income_alone, "Consolidated Balance Sheets is not in small-2023.xlsx."),
    Oddity(
        "the workbook states the closing effects",
        with_closing_effects,
        "Leases: small-2023.xlsx states effects for 31 Dec 2023. They were taken in place",
    ),
    Oddity(
        "the new workbook is in whole units",
        lambda: with_new_workbook(
            rolled_year(), replace(project_from(sheets_of_2023(), "small-2023.xlsx"), scale=1_000_000)
        ),
        "small-2023.xlsx states amounts in units of 1,000,000; they were converted to units of 1,000",
    ),
    Oddity(
        "an earlier project in another unit",
        lambda: (
            rolled_from(
                held(with_new_workbook(rolled_year(), year_2023()), "small-2023.recon"),
                held(year_in_millions(), FILE_2022),
                to="H1 2024",
            ).project
        ),
        "small-2022.recon states amounts in units of 1,000,000",
    ),
    Oddity(
        "a comparative restated between two projects",
        restated_between_projects,
        "Trade receivables, 31 Dec 2022: small-2022.recon states 1,400, small-h1-2023.recon 1,300.",
    ),
    Oddity(
        "a line that only an earlier project has",
        lambda: earlier_lines(split(POSITION, SPLIT)),
        "Only small-2022.recon has a line 'Prepayments'. It was kept.",
    ),
    Oddity(
        "a difference that has ended", with_another_difference, "Pensions: no later project than small-h1-2022.recon"
    ),
    Oddity(
        "a difference under another name", under_other_names, "Leases was called Lease accounting in small-2022.recon."
    ),
    Oddity("frameworks under other names", under_other_frameworks, "small-2022.recon reconciles Previous GAAP to IFRS"),
    Oddity("reversed", lambda: choosing(Carry.REVERSE), "reversed, but no project says through which line of profit"),
    Oddity("left out", lambda: choosing(Carry.EXCLUDE), "Leases, Leases: left out at the opening."),
    Oddity("carried as nil", lambda: choosing(Carry.ZERO), "Leases, Leases: carried as nil at the opening."),
    Oddity(
        "a period that no project holds",
        lambda: rolled_from(held(year_2022(), FILE_2022), to="H1 2023").project,
        "Six months ended June 30, 2022: no project holds this period. Its column is empty.",
    ),
]


def messages(project: Project) -> list[str]:
    return [message_of(finding, ENGLISH) for finding in project.import_findings]


@pytest.mark.parametrize("oddity", ODDITIES, ids=lambda oddity: str(oddity.name))
def test_it_is_shown_and_nothing_is_lost(oddity: Oddity) -> None:
    project = oddity.make()
    refuse_contradictions(project)
    assert any(oddity.said in message for message in messages(project)), "\n".join(messages(project))
    for figure in project.source_figures:
        assert figure.line in project.statement_of(figure.line).line_by_id
    fails = [finding for finding in run_checks(Engine().results(project)).findings if finding.status is FAIL]
    assert not [finding for finding in fails if finding.check in ("balance", "footing", "cross-cast")]


FAIL = FindingStatus.FAIL


def locked_figures(project: Project) -> Mapping[tuple[str, str], Decimal | None]:
    return {
        (line.caption, period): statement_of_project.figure(line.id, period)
        for statement_of_project in project.statements
        for line in statement_of_project.lines
        for period in statement_of_project.periods
        if project.comparative(statement_of_project.id, period)
    }


def test_a_restated_comparative_fails_until_it_is_said_to_be_restated() -> None:
    project = taken(position_before={**POSITION, "Trade receivables": 1300, "Other current assets": 1700})
    session = Session(project)
    assert locked_figures(project)["Trade receivables", END_2022] == 1400
    disagreeing = [
        f for f in run_checks(session.results).findings if f.check == "agreement-of-sources" and f.status is FAIL
    ]
    assert {message_of(finding, ENGLISH).partition(",")[0] for finding in disagreeing} == {
        "Trade receivables", "Other current assets",
    }  # fmt: skip
    position = next(project.of_kind(StatementKind.FINANCIAL_POSITION))
    with pytest.raises(WorkbenchError, match="needs a reason"):
        restated_comparatives(project, position.id, END_2022, " ")
    session.execute(restated_comparatives(project, position.id, END_2022, "reclassified, note 2"))
    assert locked_figures(session.project)["Trade receivables", END_2022] == 1300
    assert run_checks(session.results).counts[FAIL] == 0
    assert set(session.project.restated.values()) == {"reclassified, note 2"}
    session.undo()
    assert session.project == project


def test_a_split_line_is_taken_with_its_new_comparatives() -> None:
    project = taken(position=split(LATER_POSITION, LATER_SPLIT), position_before=split(POSITION, SPLIT))
    position = next(project.of_kind(StatementKind.FINANCIAL_POSITION))
    session = Session(project)
    assert run_checks(session.results).counts[FAIL] > 0
    session.execute(restated_comparatives(project, position.id, END_2022, "split in the annual report"))
    figures = locked_figures(session.project)
    assert [figures[caption, END_2022] for caption in SPLIT] == list(SPLIT.values())
    assert figures["Other current assets", END_2022] is None
    assert figures["Total current assets", END_2022] == 5100
    assert run_checks(session.results).counts[FAIL] == 0


def test_a_line_in_another_place_is_the_same_line() -> None:
    project = taken(position=moved(LATER_POSITION), position_before=moved(POSITION))
    position = next(project.of_kind(StatementKind.FINANCIAL_POSITION))
    (line,) = [line for line in position.lines if line.caption == "Lease liabilities"]
    assert [position.figure(line.id, period) for period in position.periods] == [1200, 1120]
    assert not [message for message in messages(project) if "Lease liabilities" in message]


@pytest.mark.parametrize(
    ("earlier", "to", "why"),
    [
        ([], "FY 2023", "no project to roll forward"),
        ([held(year_2022(), FILE_2022)], "FY 2022", "already holds figures to 31 Dec 2022"),
        ([held(year_2022(), FILE_2022)], "when the cows come home", "is not a period"),
        ([held(year_2022(), FILE_2022), held(year_2022(), FILE_2022)], "FY 2023", "Two projects are called"),
        (
            [held(year_2022(), FILE_2022), held(replace(year_2022(), entity="Another Group Inc."), "b.recon")],
            "FY 2023",
            "Leave one of the projects out",
        ),
        (
            [held(year_2022(), FILE_2022), held(replace(year_2022(), currency="USD"), "b.recon")],
            "FY 2023",
            "Amounts in two currencies",
        ),
    ],
)
def test_what_does_not_belong_together_is_refused(earlier: list[HeldProject], to: str, why: str) -> None:
    with pytest.raises(WorkbenchError, match=why):
        rolled_from(*earlier, to=to)


def test_a_workbook_in_another_currency_is_refused() -> None:
    with pytest.raises(WorkbenchError, match="in USD, the project in RMB"):
        with_new_workbook(rolled_year(), replace(year_2023(), currency="USD"))


def test_of_a_review_only_the_signs_are_carried() -> None:
    """What was said of a period stays with it, as comments and evidence do."""
    held_before = held(with_review(year_2022()), FILE_2022)
    rolled = rolled_from(held_before).project
    assert rolled.own_signs == held_before.project.own_signs != Map()
    said = (rolled.ticks, rolled.cross_references, rolled.open_items, rolled.uncorrected, rolled.thresholds)
    assert not any((*said, rolled.comments, rolled.evidence))


def test_all_that_is_not_figures_is_carried() -> None:
    before = replace(year_2022(), note="All of it.", scenarios=Map({"no leases": frozenset({"receivables"})}))
    rolled = rolled_from(held(before, FILE_2022)).project
    assert [adjustment.name for adjustment in rolled.adjustments] == ["Leases", "Receivables"]
    assert (rolled.note, rolled.scenarios) == (before.note, before.scenarios)
    for old, new in zip(before.statements, rolled.statements, strict=True):
        assert (new.lines, new.totals, new.ratios, new.id) == (old.lines, old.totals, old.ratios, old.id)
        assert all(new.figure(line.id, new.periods[-1]) is None for line in new.lines)
    assert all(earlier != later for earlier, later in pairwise(rolled.periods))
