"""What is missing until publication: an ordered list of what is to do, each item with the subject that it is about."""

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from workbench.checks.agreement import AGREED
from workbench.checks.notes import NAME as NOTES
from workbench.domain.adjustments import Adjustment, JournalEntry, Readiness
from workbench.domain.comments import Comment
from workbench.domain.facts import Fact, fact
from workbench.domain.findings import EVIDENCE_FILES, CheckId, Finding, FindingStatus
from workbench.domain.ids import AdjustmentId
from workbench.domain.ledger import Ledger, Moment
from workbench.domain.open_items import OpenItem, OpenItemStatus
from workbench.domain.periods import PeriodId, lateness, short_name_of_period
from workbench.domain.project import Project
from workbench.domain.statements import Statement, StatementKind
from workbench.domain.subjects import (
    PROJECT,
    AdjustmentSubject,
    CommentSubject,
    EntrySubject,
    FigureSubject,
    KindSubject,
    OpenItemSubject,
    StatementSubject,
    Subject,
    TextSubject,
)
from workbench.presentation.completeness import CompletenessTable
from workbench.presentation.journal_entries import open_amount
from workbench.presentation.publication import acceptance_of, open_texts

TO_RECONCILE = (
    StatementKind.OPERATIONS,
    StatementKind.COMPREHENSIVE_INCOME,
    StatementKind.FINANCIAL_POSITION,
    StatementKind.CASH_FLOWS,
    StatementKind.CHANGES_IN_EQUITY,
)
"""The statements that a reconciliation covers; measures and bridges follow from them."""
LONGEST_COMMENT = 100
"""The most characters of a comment or an open item that are quoted."""
ENTRIES_AT_ONCE, MOST_COUNTED = 50, 1_000
"""How many entries are looked at without a pause, and up to how many open ones of a difference are counted."""


class ToDoKind(StrEnum):
    """What is missing, the most urgent first. ``NOT_HELD`` is only said: nobody can do anything about it."""

    FAILING_CHECK = "failing-check"
    DISAGREEING_SOURCES = "disagreeing-sources"
    NOTE = "note"
    CHANGED_EVIDENCE = "changed-evidence"
    UNRECONCILED = "unreconciled"
    OPEN_ENTRY = "open-entry"
    SWITCHED_OFF = "switched-off"
    OPEN_TEXT = "open-text"
    WARNING = "warning"
    OPEN_QUESTIONS = "open-questions"
    TO_CONFIRM = "to-confirm"
    OPEN_ITEM = "open-item"
    COMMENT = "comment"
    DRAFT = "draft"
    MISSING_EVIDENCE = "missing-evidence"
    EMPTY_NOTE = "empty-note"
    NOT_HELD = "not-held"

    @property
    def is_to_do(self) -> bool:
        return self is not ToDoKind.NOT_HELD


KIND_OF_CHECK = {
    AGREED: ToDoKind.DISAGREEING_SOURCES,
    NOTES: ToDoKind.NOTE,
    EVIDENCE_FILES: ToDoKind.CHANGED_EVIDENCE,
}
"""The checks whose failures, and warnings, have a kind of their own."""
URGENCY = {kind: number for number, kind in enumerate(ToDoKind)}


@dataclass(frozen=True, slots=True)
class ToDo:
    """One item. ``fact``: of a check, what its first finding says. ``more``: how many further findings it has.

    ``finding``: of a check, the first one; else None.
    """

    kind: ToDoKind
    fact: Fact
    subject: Subject = PROJECT
    finding: Finding | None = None
    more: int = 0


def to_do(project: Project, findings: Iterable[Finding]) -> tuple[ToDo, ...]:
    """Return everything that is missing, the most urgent first, then what is only said. ``findings``: of all checks."""
    return in_order(item for item in ToDoFinder().find(project, findings) if item)


def in_order(items: Iterable[ToDo]) -> tuple[ToDo, ...]:
    """Return items with the most urgent first."""
    return tuple(sorted(items, key=lambda item: URGENCY[item.kind]))


class ToDoFinder:
    """Finds what is missing; of a difference that stayed the same, it knows which entries are open."""

    def __init__(self) -> None:
        self._known: dict[AdjustmentId, tuple[Adjustment, tuple[Statement, ...], ToDo | None]] = {}

    def find(self, project: Project, findings: Iterable[Finding]) -> Iterator[ToDo | None]:
        """Yield what is missing, in no order, and None wherever there is a chance to pause."""
        yield from _of_checks(findings, project)
        yield from _of_statements(project)
        yield from self._of_entries(project)
        yield from _of_completeness(project)
        yield from _of_open_items(project)
        yield from _of_comments(project)
        yield from _of_differences(project)
        yield from _of_texts(project)

    def _of_entries(self, project: Project) -> Iterator[ToDo | None]:
        """Yield one item for each difference with entries that are open."""
        ledger = Ledger(project)
        for adjustment in project.adjustments:
            known = self._known.get(adjustment.id)
            if known is None or known[0] is not adjustment or known[1] is not project.statements:
                item = yield from _open_entries(adjustment, ledger)
                self._known[adjustment.id] = known = adjustment, project.statements, item
            yield known[2]


def number_to_do(items: Iterable[ToDo]) -> int:
    """Return how many items are to be done."""
    return sum(1 for item in items if item.kind.is_to_do)


# ---- checks


def _of_checks(findings: Iterable[Finding], project: Project) -> Iterator[ToDo]:
    """Yield one item for each check that fails, unless that is accepted, and for each that warns."""
    found: dict[tuple[ToDoKind, CheckId], list[Finding]] = {}
    for finding in findings:
        if (kind := _kind_of(finding)) and acceptance_of(project, finding) is None:
            found.setdefault((kind, finding.check), []).append(finding)
    for (kind, _), alike in found.items():
        yield ToDo(kind, alike[0].fact, alike[0].subject, alike[0], len(alike) - 1)


def _kind_of(finding: Finding) -> ToDoKind | None:
    if finding.status is FindingStatus.FAIL:
        return KIND_OF_CHECK.get(finding.check, ToDoKind.FAILING_CHECK)
    return KIND_OF_CHECK.get(finding.check, ToDoKind.WARNING) if finding.status is FindingStatus.WARNING else None


# ---- statements and entries


def _of_statements(project: Project) -> Iterator[ToDo]:
    """Yield the columns that belong to the reconciliation and are not reconciled, the latest first."""
    wanted = _periods_to_reconcile(project)
    for statement in project.statements:
        for period in sorted(statement.periods, key=lambda key: lateness(project.periods[key])):
            about = {"statement": statement.title_fact, "period": short_name_of_period(project.periods[period])}
            subject = StatementSubject(statement.id, period)
            comparative = project.comparative(statement.id, period)
            if comparative is not None and not comparative.held_by:
                yield ToDo(ToDoKind.NOT_HELD, fact("to-do-not-held", **about), subject)
            is_wanted = statement.kind in TO_RECONCILE and period in wanted and comparative is None
            if is_wanted and period not in statement.reconciled:
                yield ToDo(ToDoKind.UNRECONCILED, fact("to-do-unreconciled", **about), subject)


def _periods_to_reconcile(project: Project) -> frozenset[PeriodId]:
    """Return the periods in which something is reconciled or, after a roll-forward, those of the new period.

    The latest if nothing is reconciled yet.
    """
    own = [
        (statement, period)
        for statement in project.statements
        for period in statement.periods
        if project.comparative(statement.id, period) is None
    ]
    if project.comparatives:
        return frozenset(period for _, period in own)
    reconciled = {period for statement, period in own if period in statement.reconciled}
    moments = Ledger(project).moments
    if not reconciled:
        latest = sorted(moments, key=lambda moment: lateness(project.periods[moment.period]))
        return _periods_of(latest[:1])
    return frozenset(reconciled) | _periods_of(moment for moment in moments if moment.duration in reconciled)


def _periods_of(moments: Iterable[Moment]) -> frozenset[PeriodId]:
    return frozenset(period for moment in moments for period in (moment.duration, moment.instant) if period)


def _open_entries(adjustment: Adjustment, ledger: Ledger) -> Generator[None, None, ToDo | None]:
    """Return how many entries of a difference are open, up to ``MOST_COUNTED``; pausing at each yield."""
    still_open: list[tuple[JournalEntry, Decimal]] = []
    for number, entry in enumerate(adjustment.entries.values()):
        if number % ENTRIES_AT_ONCE == 0:
            yield
        if amount := open_amount(entry, ledger):
            still_open.append((entry, amount))
        if len(still_open) > MOST_COUNTED:
            break
    if not still_open:
        return None
    entry, amount = still_open[0]
    name = entry.memo or entry.reference
    if len(still_open) > MOST_COUNTED:
        told = fact("to-do-many-open-entries", number=MOST_COUNTED, name=adjustment.name)
    elif len(still_open) > 1:
        told = fact("to-do-open-entries", count=len(still_open), name=adjustment.name)
    elif name:
        told = fact("to-do-open-entry-named", entry=name, name=adjustment.name, amount=amount)
    else:
        told = fact("to-do-open-entry", name=adjustment.name, amount=amount)
    return ToDo(ToDoKind.OPEN_ENTRY, told, EntrySubject(adjustment.id, entry.id))


# ---- what was considered and said


def _of_completeness(project: Project) -> Iterator[ToDo]:
    """Yield for each moment of the project's own how many kinds are open, and how many conclusions are carried."""
    table = CompletenessTable(project)
    for moment in reversed(table.moments):
        if not _is_own(project, moment):
            continue
        period = short_name_of_period(project.periods[moment.period])
        answers = {kind.id: table.answer(kind.id, moment) for kind in table.kinds}
        open_kinds = [kind for kind, answer in answers.items() if answer.conclusion is None]
        carried = [kind for kind, answer in answers.items() if answer.is_to_confirm]
        for kind, key, kinds in (
            (ToDoKind.OPEN_QUESTIONS, "to-do-open-questions", open_kinds),
            (ToDoKind.TO_CONFIRM, "to-do-to-confirm", carried),
        ):
            if kinds:
                told = fact(key, count=len(kinds), period=period)
                yield ToDo(kind, told, KindSubject(kinds[0], moment.period))


def _is_own(project: Project, moment: Moment) -> bool:
    """True unless all columns of a moment were taken over by a roll-forward."""
    columns = [
        (statement, period)
        for statement in project.statements
        for period in (moment.duration, moment.instant)
        if period in statement.column_of
    ]
    return any(project.comparative(statement.id, period) is None for statement, period in columns if period)


def _of_open_items(project: Project) -> Iterator[ToDo]:
    """Yield the open items that are not closed, those without an answer first."""
    items = [item for item in project.open_items.values() if item.status is not OpenItemStatus.CLOSED]
    for item in sorted(items, key=lambda item: item.status is OpenItemStatus.ANSWERED):
        key = "to-do-item-answered" if item.status is OpenItemStatus.ANSWERED else "to-do-item-open"
        yield ToDo(ToDoKind.OPEN_ITEM, fact(key, number=item.id, text=_quote_of(item)), OpenItemSubject(item.id))


def _of_comments(project: Project) -> Iterator[ToDo]:
    """Yield the open comments, those without a reply first."""
    still_open = [comment for comment in project.comments.values() if comment.is_open]
    for comment in sorted(still_open, key=lambda comment: bool(comment.replies)):
        key = "to-do-comment-answered" if comment.replies else "to-do-comment-unanswered"
        yield ToDo(ToDoKind.COMMENT, fact(key, text=_quote_of(comment)), CommentSubject(comment.id))


def _quote_of(said: Comment | OpenItem) -> str:
    text = " ".join(said.text.split())
    return text if len(text) <= LONGEST_COMMENT else f"{text[: LONGEST_COMMENT - 1].rstrip()}…"


# ---- differences


def _of_differences(project: Project) -> Iterator[ToDo]:
    shown = frozenset(_differences_with_evidence(project))
    for adjustment in project.adjustments:
        missing: Mapping[ToDoKind, tuple[str, bool]] = {
            ToDoKind.SWITCHED_OFF: ("to-do-switched-off", adjustment.id not in project.enabled),
            ToDoKind.DRAFT: ("to-do-draft", adjustment.readiness is Readiness.DRAFT),
            ToDoKind.MISSING_EVIDENCE: ("to-do-evidence", adjustment.id not in shown),
            ToDoKind.EMPTY_NOTE: ("to-do-note", not adjustment.note.strip()),
        }
        for kind, (key, is_missing) in missing.items():
            if is_missing:
                yield ToDo(kind, fact(key, name=adjustment.name), AdjustmentSubject(adjustment.id))
    if project.adjustments and not project.note.strip():
        yield ToDo(ToDoKind.EMPTY_NOTE, fact("to-do-note-of-all"))


def _of_texts(project: Project) -> Iterator[ToDo]:
    """Yield how many texts of the appendix are open, once there is something to publish."""
    still_open = open_texts(project)
    if still_open and project.is_reconciled:
        told = fact("to-do-open-texts", count=len(still_open))
        yield ToDo(ToDoKind.OPEN_TEXT, told, TextSubject(still_open[0].value))


def _differences_with_evidence(project: Project) -> Iterator[str]:
    """Yield the differences for which there is evidence, of one of their entries or effects too."""
    for shown in project.evidence.values():
        match shown.subject:
            case AdjustmentSubject(adjustment) | EntrySubject(adjustment):
                yield adjustment
            case FigureSubject(role=role) as subject if role.is_of_an_adjustment:
                yield subject.adjustment
