"""What a session writes down: every command through the codec and back, and whole sessions made again, bit for bit."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from tests.projects import difference_of
from tests.published import ADJUSTMENTS, H1_2023, JUN_2023
from workbench.codec import Undecodable, decode, encode
from workbench.commands import (
    AddAdjustment,
    AnyCommand,
    CompoundCommand,
    DescribeEntry,
    DescribeProject,
    EditEntries,
    EditFigures,
    MarkRestated,
    PostEntries,
    RenameAdjustment,
    RenameLine,
    RestateTotal,
    SetConcept,
    SetNature,
    SetReconciled,
    SetTotal,
    SwitchAdjustment,
    SwitchTo,
    TakeImport,
)
from workbench.domain.adjustments import EntryId, JournalEntry, Leg, Nature
from workbench.domain.facts import fact
from workbench.domain.frameworks import Framework
from workbench.domain.project import Project
from workbench.domain.statements import Concept
from workbench.errors import WorkbenchError
from workbench.session import Did, Event, Redone, Session, Undone
from workbench.session.history import KEPT

SESSIONS = 25
"""As many random sessions as the suite makes again; ``sweep replays`` makes 2,000."""
PARTS = ("financing_income", "sales_and_marketing", "income_taxes_expense")
CELLS = [*((line, H1_2023) for line in PARTS), ("loans_receivable_net", JUN_2023)]
WORDS = ("Interest", "Financing income", "利息收入", 'a, "b"', "x\u00a0y")


def random_command(project: Project, chance: random.Random) -> AnyCommand:
    """Return any command, one in a few of which is refused."""
    amount = Decimal(chance.randrange(-(10**7), 10**7)).scaleb(-chance.choice((0, 0, 0, 1, 2)))
    amounts = {cell: chance.choice((amount, amount, Decimal(0), None)) for cell in chance.sample(CELLS, 2)}
    adjustment, part = chance.choice(ADJUSTMENTS), chance.choice(PARTS)
    entry = chance.choice(list(project.adjustment_by_id[adjustment].entries))
    makers: tuple[Callable[[], AnyCommand], ...] = (
        lambda: SwitchAdjustment(adjustment, chance.random() < 0.5),
        lambda: SwitchTo(frozenset(chance.sample(ADJUSTMENTS, chance.randrange(5)))),
        lambda: RenameAdjustment(adjustment, chance.choice(("", *WORDS))),
        lambda: SetNature(adjustment, chance.choice((None, *Nature))),
        lambda: DescribeProject(
            chance.choice(("", *WORDS)),
            chance.choice(("RMB", "EUR")),
            chance.choice((0, 1, 1_000)),
            Framework(chance.choice(WORDS), chance.choice(("", *WORDS))),
            Framework(chance.choice(("", "IFRS")), "", chance.choice(("", *WORDS))),
        ),
        lambda: EditFigures(amounts),
        lambda: AddAdjustment(difference_of(chance.choice(WORDS), "operations", {(part, H1_2023): amount})),
        lambda: PostEntries(adjustment, (JournalEntry(EntryId(f"new {amount}"), (Leg(*CELLS[0], amount),)),)),
        lambda: EditEntries(adjustment, amounts),
        lambda: DescribeEntry(adjustment, entry, chance.choice(WORDS), chance.choice(WORDS)),
        lambda: RestateTotal(
            chance.choice(("net_income", "total_assets")), H1_2023, amount, chance.choice(("", "why"))
        ),
        lambda: RenameLine(part, chance.choice(WORDS)),
        lambda: SetConcept(part, chance.choice((None, Concept.REVENUE, Concept.CASH))),
        lambda: SetTotal("platform_services", chance.choice(((), (("referral_services_fees", 1),)))),
        lambda: SetReconciled("cash_flows", H1_2023, chance.random() < 0.5),
        lambda: MarkRestated(project.source_figures[chance.randrange(40)].cell, chance.choice(("", "why"))),
        lambda: CompoundCommand(fact("paste", count=4), (EditFigures(amounts), EditEntries(adjustment, amounts))),
    )
    return chance.choice(makers)()


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


def played_and_made_again(project: Project, seed: int, steps: int = 40) -> tuple[Session, Session]:
    """Return a random session with undo and redo, and the one made from what it wrote."""
    chance = random.Random(seed)
    journal = Written()
    session = Session(project, by=chance.choice(WORDS), journal=journal, clock=ticking(chance))
    for _ in range(steps):
        action = chance.random()
        if action < 0.2:
            session.undo()
        elif action < 0.3:
            session.redo()
        elif action < 0.33:
            session.mark_saved(session.project)
        else:
            try:
                session.execute(random_command(session.project, chance))
            except (WorkbenchError, LookupError):
                continue
    again = Session(project, clock=lambda: datetime.min.replace(tzinfo=UTC))
    for text in journal.texts:
        again.replay(decode(text, Event))
    return session, again


def commands(project: Project) -> Iterator[AnyCommand]:
    chance = random.Random(1)
    yield from (random_command(project, chance) for _ in range(200))
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
def test_a_session_made_again_from_its_journal_is_the_same_bit_for_bit(qifu_project: Project, seed: int) -> None:
    session, again = played_and_made_again(qifu_project, seed)
    assert again.project == session.project
    assert encode(again.project, Project) == encode(session.project, Project)
    assert again.results.has_same_figures(session.results)
    assert (again.is_saved, again.steps_done, again.history) == (session.is_saved, session.steps_done, session.history)


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
