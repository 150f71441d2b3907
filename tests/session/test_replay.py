"""What a session writes down: every command through the codec and back, and whole sessions made again, bit for bit."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from tests import remarks, reviews
from tests.appendices import acceptance
from tests.projects import difference_of
from tests.published import ADJUSTMENTS, H1_2023, JUN_2023
from tests.store.measured import all_sentences
from workbench.codec import Undecodable, decode, encode
from workbench.commands import (
    AcceptChecks,
    AddAdjustment,
    AddComment,
    AddCrossReference,
    AddEvidence,
    AddOpenItem,
    AddPeriod,
    AddStatement,
    AddTick,
    AddUncorrected,
    AnswerComment,
    AnyCommand,
    ArrangeAdjustments,
    ChangeComment,
    ChangeCrossReference,
    ChangeEvidence,
    ChangeOpenItem,
    ChangeTick,
    ChangeUncorrected,
    CloseComment,
    CompoundCommand,
    ConfirmFigures,
    Consider,
    DescribeAdjustment,
    DescribeEntry,
    DescribeLine,
    DescribeProject,
    EditEntries,
    EditFigures,
    GroupAdjustments,
    InsertLine,
    KeepScenario,
    KeepSign,
    KeepWorkings,
    MarkRestated,
    PlaceLine,
    PostEntries,
    RemoveAdjustment,
    RemoveComment,
    RemoveCrossReference,
    RemoveEvidence,
    RemoveLine,
    RemoveOpenItem,
    RemoveScenario,
    RemoveSign,
    RemoveTick,
    RemoveUncorrected,
    RenameAdjustment,
    RenameLine,
    RenameScenario,
    ReopenComment,
    RestateTotal,
    SetConcept,
    SetNature,
    SetReconciled,
    SetThreshold,
    SetTotal,
    SwitchAdjustment,
    SwitchTo,
    TakeImport,
    UnlockComparative,
    WriteNote,
    WriteText,
)
from workbench.domain.adjustments import EntryId, JournalEntry, Leg, LegKind, Nature, Readiness
from workbench.domain.amounts import format_exactly
from workbench.domain.appendix import AppendixText, Quote, TextKind
from workbench.domain.comments import CommentId, Reply
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.cross_references import CrossReferenceId, WorkingPaper
from workbench.domain.evidence import EvidenceId
from workbench.domain.facts import fact, remark
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.frameworks import Framework
from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId, LineId
from workbench.domain.open_items import OpenItemId, OpenItemStatus
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import (
    Concept,
    Line,
    LineRole,
    LineUnit,
    Statement,
    StatementKind,
    Total,
)
from workbench.domain.thresholds import FixedThreshold, ShareOfFigure, ShareOfOverall, ThresholdKind
from workbench.domain.ticks import TickId
from workbench.domain.uncorrected import UncorrectedId
from workbench.domain.workings import WorkedCell, Working
from workbench.engine.recalculate import calculate
from workbench.errors import WorkbenchError
from workbench.session import Did, Event, Redone, Session, Undone
from workbench.session.history import KEPT
from workbench.store import load, save

SESSIONS = 25
"""As many random sessions as the suite makes again; ``sweep replays`` makes 2,000."""
PARTS = ("financing_income", "sales_and_marketing", "income_taxes_expense")
CELLS = [*((line, H1_2023) for line in PARTS), ("loans_receivable_net", JUN_2023)]
KINDS = ("", "leases", "share_based_compensation", "of_a_later_catalogue")
GROUPS = ("", "Loans", " Equity ", "金融工具")
WORDS = ("Interest", "Financing income", "利息收入", 'a, "b"', "x\u00a0y")


def random_command(project: Project, chance: random.Random) -> AnyCommand:
    """Return any command, about what is there and sometimes about what is not; one in a few is refused."""
    makers = (
        _on_adjustments,
        _on_entries,
        _on_figures,
        _on_workings,
        _on_lines,
        _on_lines,
        _on_statements,
        _on_project,
        _on_remarks,
        _on_reviews,
    )
    return chance.choice(makers)(project, chance)


def _amount(chance: random.Random) -> Decimal:
    return Decimal(chance.randrange(-(10**7), 10**7)).scaleb(-chance.choice((0, 0, 0, 1, 2)))


def _adjustment(project: Project, chance: random.Random) -> AdjustmentId:
    """Return the id of a difference, which may have been removed."""
    return AdjustmentId(chance.choice((*ADJUSTMENTS, *project.adjustment_by_id)))


def _scope(project: Project, chance: random.Random) -> tuple[Statement, LineId, PeriodId]:
    """Return a statement with one of its lines and one of its periods, rarely with those of another."""
    statement = chance.choice(project.statements)
    other = chance.choice(project.statements) if chance.random() < 0.05 else statement
    line = chance.choice(other.lines).id if other.lines else LineId("gone")
    return statement, line, chance.choice(other.periods)


def _on_adjustments(project: Project, chance: random.Random) -> AnyCommand:
    adjustment, others = _adjustment(project, chance), list(project.adjustment_by_id)
    chance.shuffle(others)
    members = tuple(others[: chance.randrange(4)])
    described = DescribeAdjustment(
        adjustment,
        (chance.choice(("", "ASC 842")), chance.choice(("", " IFRS 16"))),
        chance.choice(("", *WORDS)),
        chance.choice(list(Readiness)),
        chance.choice(KINDS),
    )
    cell = chance.choice(CELLS)
    added = difference_of(chance.choice(WORDS), project.statement_of(cell[0]).id, {cell: _amount(chance)})
    added = added.with_attributes(kind=described.kind, group=chance.choice(GROUPS), readiness=described.readiness)
    return chance.choice(
        (
            SwitchAdjustment(adjustment, chance.random() < 0.5),
            SwitchTo(frozenset(others[: chance.randrange(5)])),
            RenameAdjustment(adjustment, chance.choice(("", *WORDS))),
            SetNature(adjustment, chance.choice((None, *Nature))),
            described,
            AddAdjustment(added),
            RemoveAdjustment(adjustment),
            ArrangeAdjustments(tuple(others)),
            ArrangeAdjustments(members),
            GroupAdjustments(members, chance.choice(GROUPS)),
        )
    )


def _on_entries(project: Project, chance: random.Random) -> AnyCommand:
    adjustment = _adjustment(project, chance)
    known = project.adjustment_by_id.get(adjustment)
    entries = list(known.entries.values()) if known else []
    entry = chance.choice(entries) if entries else JournalEntry(EntryId("gone"), ())
    legs = tuple(
        Leg(*_scope(project, chance)[1:], _amount(chance), chance.choice(list(LegKind)))
        for _ in range(chance.randrange(3))
    )
    new = JournalEntry(EntryId(chance.choice(("new", "newer", entry.id))), legs, chance.choice(WORDS), "JV 7")
    cells = {_scope(project, chance)[1:]: chance.choice((_amount(chance), Decimal(0), None)) for _ in range(2)}
    return chance.choice(
        (
            EditEntries(adjustment, cells),
            DescribeEntry(adjustment, entry.id, chance.choice(WORDS), chance.choice(WORDS)),
            PostEntries(adjustment, (new,)),
            PostEntries(adjustment, (new, replace(entry, memo="once more"))),
            PostEntries(adjustment, (), (entry.id,)),
            PostEntries(adjustment, (new,), (entry.id,)),
        )
    )


def _on_figures(project: Project, chance: random.Random) -> AnyCommand:
    amounts = {_scope(project, chance)[1:]: chance.choice((_amount(chance), Decimal(0), None)) for _ in range(2)}
    _, line, period = _scope(project, chance)
    parts = {cell: _amount(chance) for cell in CELLS if cell[0] in _lines(project)}
    return chance.choice(
        (
            EditFigures(amounts),
            EditFigures(parts),
            RestateTotal(line, period, _amount(chance), chance.choice(("", "why"))),
            RestateTotal("net_income", H1_2023, _amount(chance), chance.choice(("", "why"))),
            MarkRestated(project.source_figures[chance.randrange(40)].cell, chance.choice(("", "why"))),
            CompoundCommand(
                fact("paste", count=4), (EditFigures(parts), EditEntries(_adjustment(project, chance), parts))
            ),
        )
    )


def _lines(project: Project) -> set[LineId]:
    return {line for statement in project.statements for line in statement.line_by_id}


def _on_workings(project: Project, chance: random.Random) -> AnyCommand:
    statement, line, period = _scope(project, chance)
    figure = statement.figure(line, period) if period in statement.column_of else None
    amount = figure if figure is not None else _amount(chance)
    working = Working(f"={format_exactly(amount)}+0", amount)
    cell = WorkedCell(line, period, chance.choice((NO_ADJUSTMENT, *project.adjustment_by_id)))
    return KeepWorkings({cell: chance.choice((working, working, None, Working("=1+2", Decimal(4))))})


def _on_lines(project: Project, chance: random.Random) -> AnyCommand:
    statement, line, _ = _scope(project, chance)
    others = tuple(chance.sample(statement.lines, min(3, len(statement.lines)))) or (Line(line, "Gone"),)
    after, section = chance.choice((None, *(other.id for other in others))), chance.choice(others).section
    new = Line(
        LineId(f"new_line_{chance.randrange(20)}"),
        chance.choice(("", *WORDS)),
        section,
        chance.choice(list(LineRole)),
        chance.choice((LineUnit.MONEY, LineUnit.MONEY, *LineUnit)),
        chance.choice((0, 0, 2, 40)),
        chance.choice((None, *Concept)),
    )
    plain = replace(new, caption="New", role=LineRole.LINE, unit=LineUnit.MONEY, decimals=0)
    parts = tuple((part, weight) for part, weight in ((other.id, chance.choice((1, 1, -1))) for other in others[:2]))
    added = sorted(key for key in _lines(project) if "new" in key) or [line]
    return chance.choice(
        (
            RenameLine(line, chance.choice(("", *WORDS))),
            SetConcept(line, chance.choice((None, *Concept))),
            SetTotal(line, parts[: chance.randrange(3)], chance.random() < 0.3),
            SetTotal("platform_services", chance.choice(((), (("referral_services_fees", 1),)))),
            InsertLine(statement.id, new, after),
            InsertLine(statement.id, plain, after),
            RemoveLine(line),
            RemoveLine(chance.choice(added)),
            RemoveLine(chance.choice(added)),
            PlaceLine(line, after, section),
            PlaceLine(line, after, (chance.choice(WORDS),)),
            DescribeLine(line, chance.choice(list(LineUnit)), chance.choice((0, 0, 1, 2, 9)), chance.choice(WORDS)),
            CompoundCommand(
                fact("insert-line", name="New"),
                (
                    InsertLine(statement.id, plain, after),
                    EditFigures({(plain.id, chance.choice(statement.periods)): _amount(chance)}),
                    SetTotal(line, ((plain.id, 1),)),
                ),
            ),
        )
    )


def _on_statements(project: Project, chance: random.Random) -> AnyCommand:
    year = chance.choice((2021, 2024, 2025))
    day = Period(None, date(year, 12, 31), f"December 31, {year}")
    months = Period(date(year, chance.choice((1, 7)), 1), date(year, 12, 31), "another period")
    kind = chance.choice((StatementKind.FINANCIAL_POSITION, StatementKind.OPERATIONS))
    periods = (day,) if kind is StatementKind.FINANCIAL_POSITION else (months,)
    key = f"new_statement_{chance.randrange(4)}"
    lines = tuple(Line(LineId(f"{key}_{number}"), f"Line {number}") for number in range(3))
    total = Total(lines[2].id, ((lines[0].id, 1), (lines[1].id, -1)))
    new = Statement(
        key,
        kind,
        chance.choice(("", *WORDS)),
        chance.choice((tuple(period.id for period in periods), (), (months.id,))),
        (*lines[:2], replace(lines[2], role=LineRole.TOTAL)),
        (total,),
    )
    statement, _, shown = _scope(project, chance)
    keys = tuple(other.id for other in chance.sample(project.statements, 2))
    return chance.choice(
        (
            AddStatement(new, chance.choice((periods, ()))),
            AddPeriod(chance.choice((day, months)), keys),
            AddPeriod(chance.choice((day, months)), (statement.id, statement.id)),
            AddPeriod(project.periods[shown], keys),
            SetReconciled(statement.id, shown, chance.random() < 0.5),
            SetReconciled("cash_flows", H1_2023, chance.random() < 0.5),
            UnlockComparative(statement.id, shown, chance.choice(WORDS)),
        )
    )


def _on_project(project: Project, chance: random.Random) -> AnyCommand:
    conclusion = chance.choice(list(Conclusion))
    considered = Consideration(
        conclusion,
        chance.choice(("", *WORDS)),
        chance.choice(WORDS),
        datetime(2026, 6, 30, chance.randrange(24), tzinfo=UTC),
        _amount(chance) if conclusion is Conclusion.BELOW_THRESHOLD or chance.random() < 0.1 else None,
    )
    described = DescribeProject(
        chance.choice(("", *WORDS)),
        chance.choice(("RMB", "EUR")),
        chance.choice((1, 1, 1_000, 7)),
        Framework(chance.choice(WORDS), chance.choice(("", *WORDS))),
        Framework(chance.choice(("", "IFRS", "IFRS 18")), "", chance.choice(("", *WORDS))),
    )
    period = chance.choice((*project.periods, PeriodId("1999-12-31")))
    return chance.choice(
        (
            described,
            WriteNote(chance.choice(("", *WORDS))),
            Consider(chance.choice(KINDS), period, chance.choice((None, considered))),
            _on_scenarios(project, chance),
        )
    )


def _on_scenarios(project: Project, chance: random.Random) -> AnyCommand:
    names = ("", "Without SBC", "without sbc", *project.scenarios)
    on = [key for key in project.adjustment_by_id if chance.random() < 0.6]
    return chance.choice(
        (
            KeepScenario(chance.choice((*WORDS, *names)), frozenset((*on, _adjustment(project, chance)))),
            KeepScenario(chance.choice(WORDS), frozenset(on)),
            RenameScenario(chance.choice(names), chance.choice(WORDS)),
            RemoveScenario(chance.choice(names)),
        )
    )


def _on_remarks(project: Project, chance: random.Random) -> AnyCommand:
    subject = chance.choice(list(remarks.subjects_of(project).values()))
    key, make = str(chance.randrange(6)), chance.choice((remarks.remark, remarks.link, remarks.file))
    text, reply = chance.choice(("", *WORDS)), Reply(chance.choice(("", *WORDS)), "Jo", remarks.AT)
    changed = replace(ChangeEvidence.of(make(subject, key=key)), caption=text)
    return chance.choice(
        (
            AddComment(remarks.comment(subject, text, key)),
            AddComment(replace(remarks.comment(subject, text, key), replies=(reply,), is_open=False)),
            ChangeComment(CommentId(key), text),
            AnswerComment(CommentId(key), (reply,) * chance.randrange(3)),
            CloseComment(CommentId(key)),
            ReopenComment(CommentId(key)),
            RemoveComment(CommentId(key)),
            AddEvidence(make(subject, key=key)),
            changed,
            replace(changed, sha256=remarks.HASH[::-1]),
            RemoveEvidence(EvidenceId(key)),
        )
    )


def _on_reviews(project: Project, chance: random.Random) -> AnyCommand:
    subjects = list(remarks.subjects_of(project).values())
    subject, other = chance.choice(subjects), chance.choice((*subjects, WorkingPaper("B-12"), WorkingPaper("")))
    key, text, sign = (
        str(chance.randrange(6)),
        chance.choice(("", *WORDS)),
        chance.choice(("✓", "○", "TB", "a b", "w3")),
    )
    period, amount = chance.choice(list(project.periods)), chance.choice((None, _amount(chance)))
    item = reviews.answered(subject, key) if chance.random() < 0.5 else reviews.item(subject, text, key)
    left = replace(reviews.left(period, key), reason=text, profit=amount)
    reference = reviews.reference(subject, other, key)
    threshold = chance.choice(
        (
            None,
            FixedThreshold(_amount(chance)),
            ShareOfOverall(Decimal(chance.randrange(120))),
            ShareOfFigure(Decimal("0.5"), chance.choice(project.statements[0].lines).id, period),
        )
    )
    return chance.choice(
        (
            AddTick(reviews.tick(subject, sign, key, is_everywhere=chance.random() < 0.5)),
            ChangeTick(TickId(key), sign, is_everywhere=chance.random() < 0.5),
            RemoveTick(TickId(key)),
            KeepSign(sign, text),
            RemoveSign(sign),
            AddCrossReference(reference),
            replace(ChangeCrossReference.of(reference), remark=text),
            RemoveCrossReference(CrossReferenceId(key)),
            AddOpenItem(item),
            replace(ChangeOpenItem.of(item), status=chance.choice(list(OpenItemStatus)), answer=text),
            RemoveOpenItem(OpenItemId(key)),
            AddUncorrected(left),
            replace(ChangeUncorrected.of(left), equity=amount),
            RemoveUncorrected(UncorrectedId(key)),
            SetThreshold(chance.choice(list(ThresholdKind)), threshold),
            WriteText(chance.choice(list(TextKind)), chance.choice((None, AppendixText(text), LEFT_OUT))),
            ConfirmFigures(subject, chance.choice(((), (Quote("{{ x }}", text, (subject.key,)),)))),
            AcceptChecks(subject, chance.choice(((), (acceptance(FAILING, text, text),)))),
        )
    )


LEFT_OUT = AppendixText("", is_left_out=True)
FAILING = Finding(CheckId("footing"), FindingStatus.FAIL, remark("The parts do not add up."))


class Written:
    """A journal in memory: the events as text."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def write(self, event: Event) -> None:
        self.texts.append(encode(event, Event))


def ticking(chance: random.Random) -> Callable[[], datetime]:
    """Return a clock that goes on by less than a minute, in one time zone or another."""
    times = [datetime(2026, 6, 30, 8, tzinfo=UTC)]

    def clock() -> datetime:
        times.append(times[-1] + timedelta(microseconds=chance.randrange(60_000_000)))
        return times[-1].astimezone(timezone(timedelta(hours=chance.choice((0, 8)))))

    return clock


def play(session: Session, chance: random.Random, steps: int = 40) -> Iterator[AnyCommand]:
    """Execute random commands, undo and redo; yield each command that was executed, whether or not it made a step."""
    for _ in range(steps):
        action = chance.random()
        if action < 0.15:
            session.undo()
        elif action < 0.25:
            session.redo()
        elif action < 0.28:
            session.mark_saved(session.project)
        else:
            command = random_command(session.project, chance)
            try:
                session.execute(command)
            except (WorkbenchError, LookupError):
                continue
            yield command


def faults_of_session(project: Project, seed: int, folder: Path) -> tuple[list[str], int]:
    """Return what is not as it must be in a random session, and how many steps are in force at its end.

    Its results are those of a calculation from scratch after each step; its journal makes it again, bit for bit; a file
    keeps it; what it altered can be said; undoing all leads to the very project that it began with, and redoing back.
    """
    chance, journal = random.Random(seed), Written()
    session = Session(project, by=chance.choice(WORDS), journal=journal, clock=ticking(chance))
    faults = [
        f"the results after {command!r}"
        for command in play(session, chance)
        if not session.results.has_same_figures(calculate(session.project))
    ]
    again = Session(project, clock=lambda: datetime.min.replace(tzinfo=UTC))
    for text in journal.texts:
        again.replay(decode(text, Event))
    steps, last = session.steps_done, session.project
    all_sentences(last)
    path = folder / f"{seed}.recon"
    save(last, path)
    outcomes = {
        "the project made again": again.project == last,
        "its text": encode(again.project, Project) == encode(last, Project),
        "its results": again.results.has_same_figures(session.results),
        "its place in the history": (again.is_saved, again.steps_done, again.history)
        == (session.is_saved, steps, session.history),
        "the project in the file": load(path) == last,
    }
    path.unlink()
    for _ in range(steps):
        session.undo()
    outcomes["the project after undoing all"] = session.project is project
    outcomes["its results then"] = session.results.has_same_figures(calculate(project))
    for _ in range(steps):
        session.redo()
    outcomes["the project after redoing all"] = session.project is last
    return [*faults, *(name for name, is_right in outcomes.items() if not is_right)], steps


def commands(project: Project) -> Iterator[AnyCommand]:
    chance = random.Random(1)
    yield from (random_command(project, chance) for _ in range(1_000))
    yield TakeImport(project, (SwitchTo(frozenset(ADJUSTMENTS[:1])),))


def test_every_command_goes_through_the_codec_and_back(qifu_project: Project) -> None:
    kinds = set()
    for command in commands(qifu_project):
        again = decode(encode(command, AnyCommand), AnyCommand)
        assert again == command
        assert hash(again) == hash(command)
        assert encode(again, AnyCommand) == encode(command, AnyCommand)
        assert repr(command).startswith(type(command).__name__)
        kinds.add(type(command))
    assert kinds == set(AnyCommand.__args__)


def test_what_is_written_down_is_checked_when_it_is_read() -> None:
    good = encode(EditFigures({CELLS[0]: Decimal(5)}), AnyCommand)
    for wrong in (
        good.replace('"5"', '"5e999999"'),
        good.replace('"5"', '"NaN"'),
        good.replace('"5"', "5"),
        good.replace("edit-figures", "delete-everything"),
        good.replace('"amounts"', '"others"'),
        good[:-1],
        "[" * 100_000,
    ):
        with pytest.raises(Undecodable):
            decode(wrong, AnyCommand)


@pytest.mark.parametrize("seed", range(SESSIONS))
def test_a_random_session_is_calculated_undone_made_again_and_kept_as_it_must_be(
    qifu_project: Project, seed: int, tmp_path: Path
) -> None:
    faults, _ = faults_of_session(qifu_project, seed, tmp_path)
    assert faults == []


def test_the_journal_is_written_before_anything_is_published(qifu_project: Project) -> None:
    journal = Written()
    session = Session(qifu_project, by="Ann", journal=journal)
    written: list[int] = []
    session.subscribe(lambda _: written.append(len(journal.texts)))
    session.execute(SwitchAdjustment(ADJUSTMENTS[0], on=False))
    session.undo()
    session.redo()
    assert written == [1, 2, 3]
    did, undone, redone = (decode(text, Event) for text in journal.texts)
    assert isinstance(did, Did)
    assert (did.by, undone, redone) == ("Ann", Undone(), Redone())


def test_steps_beyond_those_whose_snapshots_are_kept_are_undone_and_done_again(qifu_project: Project) -> None:
    session = Session(qifu_project)
    number = 2 * KEPT + 5
    states = [encode(session.project, Project)]
    for step in range(number):
        session.execute(EditFigures({CELLS[0]: Decimal(step)}))
        states.append(encode(session.project, Project))
    kept = [entry for entry in session._history.done if entry.before is not None]
    assert len(kept) <= KEPT + number // KEPT + 2
    for step in range(number, 0, -1):
        assert encode(session.project, Project) == states[step]
        session.undo()
    assert session.project is qifu_project
    assert session.is_saved
    for state in states[1:]:
        session.redo()
        assert encode(session.project, Project) == state
