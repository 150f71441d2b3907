"""What a finding, a comment or a sign-off is about: each subject has a key that survives renaming."""

from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import unquote

from workbench.domain.ids import AdjustmentId, KindId, LineId, StatementId
from workbench.domain.periods import ALL_PERIODS, PeriodId
from workbench.domain.sources import CellRef, FigureRole

QUOTED = {"%": "%25", ":": "%3A"}
"""How a key escapes separators and quotes; all other characters, of any script, stay readable."""


@dataclass(frozen=True, slots=True)
class FigureSubject:
    """One figure in one column. ``adjustment_or_currency``: of an effect, or of a translation; else empty."""

    statement: StatementId
    line: LineId
    period: PeriodId
    role: FigureRole
    adjustment_or_currency: str = ""

    @property
    def adjustment(self) -> AdjustmentId:
        """The adjustment of an effect or entry; nothing else has one: ``role.is_of_an_adjustment``."""
        return AdjustmentId(self.adjustment_or_currency)

    @property
    def key(self) -> str:
        parts = ("figure", self.statement, self.line, self.period, self.role.value, self.adjustment_or_currency)
        return _join(*parts) if self.adjustment_or_currency else _join(*parts[:-1])


@dataclass(frozen=True, slots=True)
class LineSubject:
    """A line in all its periods: its caption, its concept, its parts."""

    statement: StatementId
    line: LineId

    @property
    def key(self) -> str:
        return _join("line", self.statement, self.line)


@dataclass(frozen=True, slots=True)
class StatementSubject:
    """A statement in one period; in all of them if ``period`` is empty."""

    statement: StatementId
    period: PeriodId = ALL_PERIODS

    @property
    def key(self) -> str:
        return _join("statement", self.statement, *filter(None, (self.period,)))


@dataclass(frozen=True, slots=True)
class AdjustmentSubject:
    """One difference."""

    adjustment: AdjustmentId

    @property
    def key(self) -> str:
        return _join("adjustment", self.adjustment)


@dataclass(frozen=True, slots=True)
class EntrySubject:
    """One journal entry of a difference."""

    adjustment: AdjustmentId
    entry: str

    @property
    def key(self) -> str:
        return _join("entry", self.adjustment, self.entry)


@dataclass(frozen=True, slots=True)
class KindSubject:
    """One kind of difference in one period, whether or not the project has a difference of that kind."""

    kind: KindId
    period: PeriodId

    @property
    def key(self) -> str:
        return _join("kind", self.kind, self.period)


@dataclass(frozen=True, slots=True)
class SourceSubject:
    """A file that was imported, one of its sheets, or a cell of one; unused fields are empty."""

    place: CellRef

    @property
    def key(self) -> str:
        place = self.place
        return _join("source", *(part for part in (place.file, place.sheet, place.cell) if part))


@dataclass(frozen=True, slots=True)
class CommentSubject:
    """One comment with its replies."""

    comment: str

    @property
    def key(self) -> str:
        return _join("comment", self.comment)


@dataclass(frozen=True, slots=True)
class EvidenceSubject:
    """One piece of evidence."""

    evidence: str

    @property
    def key(self) -> str:
        return _join("evidence", self.evidence)


@dataclass(frozen=True, slots=True)
class ScenarioSubject:
    """A set of switches, by its name."""

    scenario: str

    @property
    def key(self) -> str:
        return _join("scenario", self.scenario)


@dataclass(frozen=True, slots=True)
class TickSubject:
    """One tick."""

    tick: str

    @property
    def key(self) -> str:
        return _join("tick", self.tick)


@dataclass(frozen=True, slots=True)
class SignSubject:
    """A sign of the user's own for ticks."""

    sign: str

    @property
    def key(self) -> str:
        return _join("sign", self.sign)


@dataclass(frozen=True, slots=True)
class CrossReferenceSubject:
    """One cross reference."""

    reference: str

    @property
    def key(self) -> str:
        return _join("reference", self.reference)


@dataclass(frozen=True, slots=True)
class OpenItemSubject:
    """One open item."""

    item: str

    @property
    def key(self) -> str:
        return _join("open-item", self.item)


@dataclass(frozen=True, slots=True)
class UncorrectedSubject:
    """One difference that was left unadjusted."""

    uncorrected: str

    @property
    def key(self) -> str:
        return _join("uncorrected", self.uncorrected)


@dataclass(frozen=True, slots=True)
class TextSubject:
    """One text of the published appendix."""

    text: str

    @property
    def key(self) -> str:
        return _join("text", self.text)


@dataclass(frozen=True, slots=True)
class ProjectSubject:
    """The whole project."""

    @property
    def key(self) -> str:
        return "project"


PROJECT = ProjectSubject()
Subject: TypeAlias = (
    FigureSubject
    | LineSubject
    | StatementSubject
    | AdjustmentSubject
    | EntrySubject
    | KindSubject
    | SourceSubject
    | CommentSubject
    | EvidenceSubject
    | ScenarioSubject
    | TickSubject
    | SignSubject
    | CrossReferenceSubject
    | OpenItemSubject
    | UncorrectedSubject
    | TextSubject
    | ProjectSubject
)
REVIEW_SUBJECTS = (TickSubject, SignSubject, CrossReferenceSubject, OpenItemSubject, UncorrectedSubject)
"""What a reviewer left: it is about something else."""
WITHOUT_REMARKS = (*REVIEW_SUBJECTS, TextSubject)
"""Nobody comments on these, ticks them or asks about them."""


def subject_of(key: str) -> Subject:
    """Return the subject with this key. Raises ValueError if the key is invalid."""
    kind, *parts = (unquote(part) for part in key.split(":"))
    match kind, parts:
        case "figure", [statement, line, period, role, *rest] if len(rest) <= 1:
            return FigureSubject(StatementId(statement), LineId(line), PeriodId(period), FigureRole(role), *rest)
        case "line", [statement, line]:
            return LineSubject(StatementId(statement), LineId(line))
        case "entry", [adjustment, entry]:
            return EntrySubject(AdjustmentId(adjustment), entry)
        case "statement", [statement, *rest] if len(rest) <= 1:
            return StatementSubject(StatementId(statement), *map(PeriodId, rest))
        case "adjustment", [adjustment]:
            return AdjustmentSubject(AdjustmentId(adjustment))
        case "kind", [name, period]:
            return KindSubject(KindId(name), PeriodId(period))
        case "source", [file, *rest] if len(rest) <= 2:
            return SourceSubject(CellRef(file, *(rest or [""])))
        case "comment", [comment]:
            return CommentSubject(comment)
        case "evidence", [evidence]:
            return EvidenceSubject(evidence)
        case "scenario", [scenario]:
            return ScenarioSubject(scenario)
        case "tick", [tick]:
            return TickSubject(tick)
        case "sign", [sign]:
            return SignSubject(sign)
        case "reference", [reference]:
            return CrossReferenceSubject(reference)
        case "open-item", [item]:
            return OpenItemSubject(item)
        case "uncorrected", [uncorrected]:
            return UncorrectedSubject(uncorrected)
        case "text", [text]:
            return TextSubject(text)
        case "project", []:
            return PROJECT
    raise ValueError(f"{key!r} is not a subject")


def _join(*parts: str) -> str:
    return ":".join(_quote(part) for part in parts)


def _quote(part: str) -> str:
    return "".join(QUOTED.get(character, character) for character in part)
