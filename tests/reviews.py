"""What a reviewer leaves, for the tests of whatever shows, keeps or exports it."""

from datetime import UTC, datetime
from decimal import Decimal

from tests.remarks import subjects_of
from workbench.commands import (
    AddCrossReference,
    AddOpenItem,
    AddTick,
    AddUncorrected,
    AnyCommand,
    KeepSign,
    SetThreshold,
)
from workbench.commands.ticks import TICKED
from workbench.domain.cross_references import CrossReference, CrossReferenceId, Target, WorkingPaper
from workbench.domain.open_items import OpenItem, OpenItemId, OpenItemStatus
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.subjects import PROJECT, Subject
from workbench.domain.thresholds import FixedThreshold, ShareOfOverall, ThresholdKind
from workbench.domain.ticks import Tick, TickId
from workbench.domain.uncorrected import Uncorrected, UncorrectedId

PAPER = WorkingPaper("B-12")
AT = datetime(2024, 3, 5, 9, 30, tzinfo=UTC)


def tick(subject: Subject, sign: str = "✓", key: str = "1", *, is_everywhere: bool = False) -> Tick:
    return Tick(TickId(key), sign, subject, "Li Na", AT, is_everywhere)


def reference(subject: Subject, target: Target = PAPER, key: str = "1") -> CrossReference:
    return CrossReference(CrossReferenceId(key), subject, target, "Li Na", AT, "see there")


def item(subject: Subject = PROJECT, text: str = "Which rate?", key: str = "1", amount: str = "1250.5") -> OpenItem:
    return OpenItem(OpenItemId(key), text, "Li Na", AT, "Zhang Wei", Decimal(amount), subject=subject)


def answered(subject: Subject = PROJECT, key: str = "2") -> OpenItem:
    known = item(subject, "Who signs?", key)
    return OpenItem(
        known.id, known.text, known.raised_by, AT, status=OpenItemStatus.ANSWERED, answer="I do", subject=subject
    )


def left(period: PeriodId, key: str = "1", profit: str | None = "-120", equity: str | None = None) -> Uncorrected:
    effects = [None if amount is None else Decimal(amount) for amount in (profit, equity)]
    return Uncorrected(UncorrectedId(key), "Accrual of rent", period, "below 1% of profit", "Li Na", AT, *effects)


def commands_of_a_review(project: Project) -> list[AnyCommand]:
    """Return the steps of a review of ``project``: something of each kind, on each kind of subject."""
    commands: list[AnyCommand] = [KeepSign("TB", "agreed to the trial balance")]
    subjects = list(subjects_of(project).values())
    period = next(iter(project.periods))
    for number, subject in enumerate(subjects, 1):
        key, sign = str(number), ("✓", "TB", "○")[number % 3]
        if isinstance(subject, TICKED):
            commands.append(AddTick(tick(subject, sign, key, is_everywhere=number % 2 == 0)))
        target = subjects[number % len(subjects)] if number % 2 else WorkingPaper(f"B-{number}")
        commands += [
            AddCrossReference(reference(subject, target, key)),
            AddOpenItem(item(subject, f"Question {number}", key) if number % 2 else answered(subject, key)),
            AddUncorrected(left(period, key, profit=str(number), equity=None if number % 2 else str(-number))),
        ]
    commands += [
        SetThreshold(ThresholdKind.OVERALL, FixedThreshold(Decimal("5000000"))),
        SetThreshold(ThresholdKind.PERFORMANCE, ShareOfOverall(Decimal(75))),
    ]
    return commands


def with_review(project: Project) -> Project:
    """Return ``project`` after a review."""
    for command in commands_of_a_review(project):
        project = command.apply(project)
    return project
