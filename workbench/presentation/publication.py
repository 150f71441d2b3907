"""What stands between a project and its published appendix: each cause as a fact about a subject."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.appendix import Acceptance, TextKind
from workbench.domain.facts import Fact, fact
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.project import Project
from workbench.domain.statements import Scope
from workbench.domain.subjects import PROJECT, Subject, TextSubject
from workbench.phrases import Words, phrase_of_count, say
from workbench.presentation.states import state_of
from workbench.wording import say_fact


class CauseKind(StrEnum):
    """Why an appendix is no more than a draft."""

    UNRECONCILED = "unreconciled"
    PARTIAL = "partial"
    FAILING = "failing"
    OPEN_TEXT = "open-text"


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause. ``finding``: of a failing check that nobody accepted."""

    kind: CauseKind
    fact: Fact
    subject: Subject = PROJECT
    finding: Finding | None = None


def causes_against(project: Project, findings: Iterable[Finding]) -> tuple[Cause, ...]:
    """Return why the appendix of a project is only a draft; nothing if it may be published.

    ``findings``: of all checks.
    """
    return (*_of_state(project), *_of_checks(project, findings), *_of_texts(project))


def _of_state(project: Project) -> Iterator[Cause]:
    if not any(project.comparative(*scope) is None for scope in _scopes(project)):
        yield Cause(CauseKind.UNRECONCILED, fact("draft-unreconciled"))
    state = state_of(project)
    if not state.is_complete:
        yield Cause(CauseKind.PARTIAL, fact("draft-partial", on=state.number_on, count=state.number))


def _scopes(project: Project) -> Iterator[Scope]:
    return ((statement.id, period) for statement in project.statements for period in statement.reconciled)


def _of_checks(project: Project, findings: Iterable[Finding]) -> Iterator[Cause]:
    for finding in findings:
        if finding.status is FindingStatus.FAIL and acceptance_of(project, finding) is None:
            yield Cause(CauseKind.FAILING, finding.fact, finding.subject, finding)


def _of_texts(project: Project) -> Iterator[Cause]:
    for kind in open_texts(project):
        yield Cause(CauseKind.OPEN_TEXT, fact(f"draft-open-{kind.value}"), TextSubject(kind.value))


def open_texts(project: Project) -> tuple[TextKind, ...]:
    """Return the texts that nobody has written or left out."""
    return tuple(kind for kind in TextKind if kind not in project.texts)


def acceptance_of(project: Project, finding: Finding) -> Acceptance | None:
    """Return who accepted a failing check, as long as it says the same as then; None if nobody did."""
    accepted = project.acceptances.get(finding.subject, ())
    return next((known for known in accepted if known.check == finding.check and known.fact == finding.fact), None)


def accepted_failures(project: Project, findings: Iterable[Finding]) -> Iterator[tuple[Finding, Acceptance]]:
    """Yield each failing check that somebody accepted, with who did."""
    for finding in findings:
        accepted = acceptance_of(project, finding) if finding.status is FindingStatus.FAIL else None
        if accepted:
            yield finding, accepted


def summary_of_causes(causes: Iterable[Cause], words: Words) -> Iterator[str]:
    """Yield the causes of each kind in few words: ``illustrative: 3 of 4 differences``, ``2 checks fail``."""
    by_kind: dict[CauseKind, list[Cause]] = {}
    for cause in causes:
        by_kind.setdefault(cause.kind, []).append(cause)
    for kind, alike in by_kind.items():
        match kind:
            case CauseKind.UNRECONCILED | CauseKind.PARTIAL:
                yield say_fact(alike[0].fact, words)
            case CauseKind.FAILING:
                yield say(phrase_of_count("{count} check fails", "{count} checks fail", len(alike)), words)
            case CauseKind.OPEN_TEXT:
                yield say(phrase_of_count("{count} text is open", "{count} texts are open", len(alike)), words)
