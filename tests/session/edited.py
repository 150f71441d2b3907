"""Sessions edited at random: the same seed makes the same steps, in this process and in one that is killed."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from tests.remarks import comment, link
from workbench.commands import (
    AddComment,
    AddEvidence,
    AnswerComment,
    AnyCommand,
    ArrangeAdjustments,
    CompoundCommand,
    Consider,
    DescribeLine,
    EditEntries,
    EditFigures,
    GroupAdjustments,
    InsertLine,
    PlaceLine,
    PostEntries,
    RemoveLine,
    RenameAdjustment,
    RenameLine,
    SetReconciled,
    SwitchAdjustment,
    SwitchTo,
    TakeImport,
)
from workbench.domain.adjustments import Adjustment, EntryId, JournalEntry, Leg
from workbench.domain.comments import Reply
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.facts import fact
from workbench.domain.frameworks import Framework, Frameworks
from workbench.domain.ids import LineId
from workbench.domain.maps import Map
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineRole, LineUnit, Statement, StatementKind, Total
from workbench.domain.subjects import AdjustmentSubject, LineSubject
from workbench.errors import WorkbenchError
from workbench.session import Session
from workbench.session.recovery import RecoveryJournal
from workbench.store import save

SMALL, LARGE = (8, 2), (1_001, 12)
"""Lines and periods; of the large book a paste over all parts has 12,000 cells."""
START = datetime(2026, 1, 1, tzinfo=UTC)


def make_book(lines: int, periods: int, entity: str = "Example Ltd") -> Project:
    """Return a balance sheet of one total over ``lines`` - 1 parts, with two differences that have no entries yet."""
    dates = [Period(None, date(2000 + number, 12, 31), str(2000 + number)) for number in range(periods)]
    ids = tuple(period.id for period in dates)
    total, *parts = [LineId(f"line_{number}") for number in range(lines)]
    statement = Statement(
        id="book",
        kind=StatementKind.FINANCIAL_POSITION,
        title="A book",
        periods=ids,
        lines=tuple(Line(key, key, role=LineRole.TOTAL if key == total else LineRole.LINE) for key in (total, *parts)),
        totals=(Total(total, tuple((part, 1) for part in parts)),),
        figures=Map({key: tuple(Decimal(0 if key == total else 7) for _ in ids) for key in (total, *parts)}),
        reconciled=frozenset(ids),
    )
    stated_for = frozenset(("book", period) for period in ids)
    return Project(
        entity=entity,
        frameworks=Frameworks(Framework("US GAAP"), Framework("IFRS")),
        currency="RMB",
        scale=1000,
        periods=Map({period.id: period for period in dates}),
        statements=(statement,),
        adjustments=tuple(Adjustment(key, key, entries=Map({}), stated_for=stated_for) for key in ("first", "second")),
        enabled=frozenset(("first", "second")),
    )


class Editor:
    """Makes step after step, by chance: types, posts, pastes, inserts, imports, saves, goes back and forth."""

    def __init__(
        self, session: Session, chance: random.Random, *, pastes: bool = False, file: Path | None = None
    ) -> None:
        """``pastes``: over all parts, too. ``file``: where the project is saved to; it is only said so without one."""
        self.session = session
        self._chance = chance
        self._pastes = pastes
        self._file = file

    def step(self) -> None:
        """Make the next step: one event, or none where it is refused or changes nothing."""
        kinds: list[tuple[Callable[[], None], int]] = [
            (lambda: self.session.execute(self._edit()), 10),
            (self.session.undo, 4),
            (self.session.redo, 3),
            (self._save, 1),
            (self._import, 1),
            (lambda: self.session.execute(self._paste()), 1 if self._pastes else 0),
        ]
        (act,) = self._chance.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])
        with suppress(WorkbenchError):
            act()

    def _save(self) -> None:
        project = self.session.project
        if self._file:
            save(project, self._file)
        self.session.mark_saved(project)

    def _import(self) -> None:
        project = replace(self.session.project, entity=f"Example {self._chance.randrange(1000)} Ltd")
        is_kept, journal = self._chance.random() < 0.5, self.session.journal
        if is_kept and isinstance(journal, RecoveryJournal):
            journal.keep_import(project)
        self.session.execute(TakeImport(project))

    def _paste(self) -> AnyCommand:
        statement = self.session.project.statements[0]
        parts = [line.id for line in statement.lines if line.role is not LineRole.TOTAL]
        cells = {(part, period): self._amount() for part in parts for period in statement.periods}
        return CompoundCommand(fact("paste", count=len(cells)), (EditFigures(Map(cells)),))

    def _edit(self) -> AnyCommand:
        statement = self.session.project.statements[0]
        line = self._chance.choice(statement.lines[1:])
        cell = line.id, self._chance.choice(statement.periods)
        adjustment = self._chance.choice(self.session.project.adjustments).id
        is_on = self._chance.random() < 0.5
        new = Line(LineId(f"new_{self._chance.randrange(9)}"), "A new line")
        added = [known.id for known in statement.lines if known.id.startswith("new_")]
        legs = (Leg(*cell, self._amount()), Leg(line.id, cell[1], self._amount()))
        nil = Consideration(Conclusion.NIL, f"Reason {self._chance.randrange(99)}", "Jo", START)
        return self._chance.choice(
            (
                ArrangeAdjustments(tuple(known.id for known in reversed(self.session.project.adjustments))),
                GroupAdjustments((adjustment,), self._chance.choice(("", "Leases"))),
                PostEntries(adjustment, (JournalEntry(EntryId(f"entry {self._chance.randrange(9)}"), legs),)),
                Consider("leases", cell[1], self._chance.choice((None, nil))),
                AddComment(comment(LineSubject(statement.id, line.id), "Why?", str(self._chance.randrange(9)))),
                AnswerComment(str(self._chance.randrange(9)), (Reply("Because “that” 是", "Jo", START),)),
                AddEvidence(link(AdjustmentSubject(adjustment), key=str(self._chance.randrange(9)))),
                InsertLine(statement.id, new, line.id),
                RemoveLine(self._chance.choice(added)) if added else InsertLine(statement.id, new, None),
                PlaceLine(line.id, None, ()),
                DescribeLine(line.id, LineUnit.MONEY, self._chance.randrange(3), "A caption"),
                EditFigures(Map({cell: self._chance.choice((None, self._amount()))})),
                EditEntries(adjustment, Map({cell: self._amount()})),
                SwitchAdjustment(adjustment, on=is_on),
                SwitchTo(frozenset((adjustment,))),
                RenameAdjustment(adjustment, f"Différence “{self._chance.randrange(99)}” 差异"),
                RenameLine(line.id, f"Line {self._chance.randrange(99)}"),
                SetReconciled(statement.id, cell[1], is_on),
            )
        )

    def _amount(self) -> Decimal:
        return Decimal(self._chance.randrange(-(10**9), 10**9))


def make_clock() -> Callable[[], datetime]:
    """Return a clock that goes on by a second each time that it is read."""
    seconds = iter(range(10**9))
    return lambda: START + timedelta(seconds=next(seconds))
