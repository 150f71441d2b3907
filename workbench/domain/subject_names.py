"""What a subject is called, and whether the project still has it: comments and evidence outlive what they are about."""

from workbench.domain.adjustments import EntryId
from workbench.domain.appendix import TextKind
from workbench.domain.comments import CommentId
from workbench.domain.completeness import fact_of_kind
from workbench.domain.cross_references import CrossReferenceId
from workbench.domain.evidence import EvidenceId
from workbench.domain.facts import Fact, Told, fact
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.open_items import OpenItemId
from workbench.domain.periods import ALL_PERIODS, PeriodId, short_name_of_period
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.subjects import (
    AdjustmentSubject,
    CommentSubject,
    CrossReferenceSubject,
    EntrySubject,
    EvidenceSubject,
    FigureSubject,
    KindSubject,
    LineSubject,
    OpenItemSubject,
    ProjectSubject,
    ScenarioSubject,
    SignSubject,
    SourceSubject,
    StatementSubject,
    Subject,
    TextSubject,
    TickSubject,
    UncorrectedSubject,
)
from workbench.domain.ticks import TickId
from workbench.domain.uncorrected import UncorrectedId


def has_subject(project: Project, subject: Subject) -> bool:
    """True if what ``subject`` names is in ``project``; of a cell of a source, only its file is looked for."""
    match subject:
        case FigureSubject(statement, line, period):
            has_line = _has_line(project, statement, line) and period in project.statement_by_id[statement].column_of
            return has_line and (not subject.role.is_of_an_adjustment or subject.adjustment in project.adjustment_by_id)
        case LineSubject(statement, line):
            return _has_line(project, statement, line)
        case StatementSubject(statement, period):
            known = project.statement_by_id.get(statement)
            return known is not None and (period == ALL_PERIODS or period in known.column_of)
        case AdjustmentSubject(adjustment):
            return adjustment in project.adjustment_by_id
        case EntrySubject(adjustment, entry):
            owner = project.adjustment_by_id.get(adjustment)
            return owner is not None and EntryId(entry) in owner.entries
        case KindSubject(_, period):
            return period in project.periods
        case SourceSubject(place):
            return any(source.name == place.file for source in project.sources)
        case CommentSubject(comment):
            return CommentId(comment) in project.comments
        case EvidenceSubject(evidence):
            return EvidenceId(evidence) in project.evidence
        case ScenarioSubject(scenario):
            return scenario in project.scenarios
        case TickSubject(tick):
            return TickId(tick) in project.ticks
        case SignSubject(sign):
            return sign in project.own_signs
        case CrossReferenceSubject(reference):
            return CrossReferenceId(reference) in project.cross_references
        case OpenItemSubject(item):
            return OpenItemId(item) in project.open_items
        case UncorrectedSubject(uncorrected):
            return UncorrectedId(uncorrected) in project.uncorrected
        case TextSubject(text):
            return text in set(TextKind)
        case ProjectSubject():
            return True


def name_of_subject(project: Project, subject: Subject) -> Told:
    """Return what a subject is called: ``Financing income, H1 2023, IFRS``; that it is no longer there, if so."""
    name = _name(project, subject)
    return name if has_subject(project, subject) else fact("no-longer-there", subject=name)


def _name(project: Project, subject: Subject) -> Told:
    match subject:
        case FigureSubject(_, line, period):
            cell = _in_period(project, _name_of_line(project, line), period)
            return fact("figure-in-column", cell=cell, column=_name_of_column(project, subject))
        case LineSubject(_, line):
            return _name_of_line(project, line)
        case StatementSubject(statement, period):
            known = project.statement_by_id.get(statement)
            title: Told = known.title_fact if known else statement
            return _in_period(project, title, period) if period else title
        case AdjustmentSubject(adjustment):
            return _name_of_adjustment(project, adjustment)
        case EntrySubject(adjustment, entry):
            return _name_of_entry(project, adjustment, EntryId(entry))
        case KindSubject(kind, period):
            return _in_period(project, fact_of_kind(kind), period)
        case SourceSubject(place):
            return str(place)
        case CommentSubject(comment):
            said = project.comments.get(CommentId(comment))
            return fact("comment-on", subject=name_of_subject(project, said.subject)) if said else comment
        case EvidenceSubject(evidence):
            shown = project.evidence.get(EvidenceId(evidence))
            return fact("evidence-called", name=shown.name) if shown else evidence
        case ScenarioSubject(scenario):
            return fact("scenario-called", name=scenario)
        case TickSubject(tick):
            put = project.ticks.get(TickId(tick))
            return fact("tick-on", sign=put.sign, subject=name_of_subject(project, put.subject)) if put else tick
        case SignSubject(sign):
            return fact("sign-called", sign=sign)
        case CrossReferenceSubject(reference):
            referred = project.cross_references.get(CrossReferenceId(reference))
            return (
                fact("cross-reference-of", subject=name_of_subject(project, referred.subject))
                if referred
                else reference
            )
        case OpenItemSubject(item):
            return fact("open-item-numbered", number=item)
        case UncorrectedSubject(uncorrected):
            return fact("uncorrected-numbered", number=uncorrected)
        case TextSubject(text):
            return fact(f"text-{text}") if text in set(TextKind) else text
        case ProjectSubject():
            return fact("whole-project")


def _has_line(project: Project, statement: StatementId, line: LineId) -> bool:
    known = project.statement_by_id.get(statement)
    return known is not None and line in known.line_by_id


def _in_period(project: Project, what: Told, period: PeriodId) -> Fact:
    known = project.periods.get(period)
    return fact("in-period", what=what, period=short_name_of_period(known) if known else period)


def _name_of_line(project: Project, line: LineId) -> str:
    for statement in project.statements:
        if known := statement.line_by_id.get(line):
            return known.name
    return project.former_captions.get(line, line)


def _name_of_adjustment(project: Project, adjustment: AdjustmentId) -> str:
    known = project.adjustment_by_id.get(adjustment)
    return known.name if known else project.former_names.get(adjustment, adjustment)


def _name_of_column(project: Project, subject: FigureSubject) -> str:
    match subject.role:
        case FigureRole.AS_REPORTED:
            return project.frameworks.source.label
        case FigureRole.RESULT:
            return project.frameworks.target.label
        case FigureRole.TRANSLATION:
            return subject.adjustment_or_currency
        case FigureRole.ADJUSTMENT | FigureRole.ENTRY:
            return _name_of_adjustment(project, subject.adjustment)


def _name_of_entry(project: Project, adjustment: AdjustmentId, entry: EntryId) -> Fact:
    """Return the name of an entry: its memo or reference, else its place among those of its difference."""
    name, owner = _name_of_adjustment(project, adjustment), project.adjustment_by_id.get(adjustment)
    known = owner.entries.get(entry) if owner else None
    if owner is None or known is None:
        return fact("entry-called", name=name, entry=entry)
    if text := known.memo or known.reference:
        return fact("entry-called", name=name, entry=text)
    return fact("entry-numbered", name=name, number=list(owner.entries).index(entry) + 1)
