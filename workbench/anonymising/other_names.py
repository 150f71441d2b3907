"""Other names for what a project holds: ids made of other captions, numbered files, sheets, people and scenarios."""

import re
from collections import Counter
from pathlib import PurePosixPath
from random import Random

from workbench.anonymising.neutral_text import NeutralText
from workbench.catalogue.differences import kind_by_id
from workbench.domain.adjustments import EntryId
from workbench.domain.ids import NO_KIND, AdjustmentId, Ids, KindId, LineId, StatementId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
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
from workbench.domain.ticks import STANDARD_TICKS

CELL = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'!|[^\s!(),;+*/^&=<>-]+!|\[[^\]]*\]")
"""What a formula says in letters: texts, sheets and files."""
HEXADECIMAL = "0123456789abcdef"
DIGITS_OF_HASH = 64
ENDINGS_KEPT = frozenset(
    (*(".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".recon", ".pdf", ".docx", ".doc"),
     *(".png", ".jpg", ".jpeg", ".txt", ".msg", ".eml", ".zip"))
)  # fmt: skip


class OtherNames:
    """The other names of a project, the same for the same thing wherever it is named."""

    def __init__(self, project: Project, text: NeutralText, random: Random) -> None:
        self._text, self._random = text, random
        self._ids = {"line": Ids(), "statement": Ids(), "difference": Ids()}
        self._known: dict[tuple[str, str], str] = {}
        self._numbers: Counter[str] = Counter()
        self._hashes: dict[str, str] = {}
        for statement in project.statements:
            self._known["statement", statement.id] = self._ids["statement"].new(statement.kind.value, "statement")
            for line in statement.lines:
                self._known["line", line.id] = self._ids["line"].new(text.of(line.name), "line")
        for adjustment in project.adjustments:
            self._known["difference", adjustment.id] = self._ids["difference"].new(
                text.of(adjustment.name), "difference"
            )
        for source in project.sources:
            self.file(source.name)
            for sheet in source.sheets:
                self.sheet(source.name, sheet)

    # ---- ids

    def statement(self, statement: StatementId) -> StatementId:
        return StatementId(self._id("statement", statement))

    def line(self, line: LineId) -> LineId:
        return LineId(self._id("line", line))

    def adjustment(self, adjustment: AdjustmentId) -> AdjustmentId:
        """Return the other id of a difference, also of one that is no longer there."""
        return AdjustmentId(self._id("difference", adjustment) if adjustment else "")

    def _id(self, kind: str, known: str) -> str:
        if (kind, known) not in self._known:
            self._known[kind, known] = self._ids[kind].new(kind, kind)
        return self._known[kind, known]

    def find(self, kind: str, key: str) -> str | None:
        """Return the other id of what goes by this one; None if nothing of the kind does."""
        return self._known.get((kind, key))

    def entry(self, adjustment: AdjustmentId, entry: EntryId) -> EntryId:
        """Return the other id of an entry; its number among those of its difference."""
        return EntryId(self._number_for(f"entry of {adjustment}", entry, "entry {}"))

    def kind(self, kind: KindId) -> KindId:
        """Return a kind of the catalogue as it is, another id for any other."""
        if kind == NO_KIND or kind in kind_by_id():
            return kind
        return KindId(self._number_for("kind", kind, "kind_{}"))

    # ---- names

    def file(self, name: str) -> str:
        """Return another name for a file, with its ending."""
        if not name:
            return ""
        ending = PurePosixPath(name).suffix.casefold()
        return self._number_for("file", name, "file-{}" + (ending if ending in ENDINGS_KEPT else ""))

    def sheet(self, file: str, name: str) -> str:
        return self._number_for(f"sheet of {file}", name, "Sheet {}") if name else ""

    def cell(self, cell: CellRef) -> CellRef:
        place = cell.cell if CELL.fullmatch(cell.cell) else self._text.of(cell.cell)
        return CellRef(self.file(cell.file), self.sheet(cell.file, cell.sheet), place)

    def person(self, name: str) -> str:
        return self._number_for("person", name, "Person {}") if name else ""

    def scenario(self, name: str) -> str:
        return self._number_for("scenario", name, "Scenario {}")

    def comment(self, key: str) -> str:
        return self._number_for("comment", key, "{}")

    def evidence(self, key: str) -> str:
        return self._number_for("evidence", key, "{}")

    def number_of_another(self, kind: str, key: str) -> str:
        """Return another number for what a reviewer left, by its kind: a tick, a cross reference, an open item."""
        return self._number_for(kind, key, "{}")

    def sign(self, sign: str) -> str:
        """Return another sign for one of the user's own."""
        return sign if sign in STANDARD_TICKS else self._number_for("sign", sign, "t{}")

    def hash(self, sha256: str) -> str:
        """Return another hash; "" stays."""
        if sha256 and sha256 not in self._hashes:
            self._hashes[sha256] = "".join(self._random.choices(HEXADECIMAL, k=DIGITS_OF_HASH))
        return self._hashes.get(sha256, "")

    def _number_for(self, kind: str, name: str, pattern: str) -> str:
        if (kind, name) not in self._known:
            self._numbers[kind] += 1
            self._known[kind, name] = pattern.format(self._numbers[kind])
        return self._known[kind, name]

    # ---- what consists of them

    def formula(self, formula: str | None) -> str | None:
        """Return the references of a formula, added up: texts, numbers, functions and names of sheets are left out."""
        if not formula:
            return formula
        return "=" + "+".join(re.findall(r"\$?\b[A-Z]{1,3}\$?\d{1,7}\b", QUOTED.sub(" ", formula.upper())))

    def subject(self, subject: Subject) -> Subject:
        """Return the same subject by its other names."""
        match subject:
            case FigureSubject(statement, line, period, role, of):
                other = self.adjustment(AdjustmentId(of)) if role.is_of_an_adjustment else of
                return FigureSubject(self.statement(statement), self.line(line), period, FigureRole(role), other)
            case LineSubject(statement, line):
                return LineSubject(self.statement(statement), self.line(line))
            case StatementSubject(statement, period):
                return StatementSubject(self.statement(statement), period)
            case AdjustmentSubject(adjustment):
                return AdjustmentSubject(self.adjustment(adjustment))
            case EntrySubject(adjustment, entry):
                return EntrySubject(self.adjustment(adjustment), self.entry(adjustment, EntryId(entry)))
            case KindSubject(kind, period):
                return KindSubject(self.kind(kind), period)
            case SourceSubject(place):
                return SourceSubject(self.cell(place))
            case CommentSubject(comment):
                return CommentSubject(self.comment(comment))
            case EvidenceSubject(evidence):
                return EvidenceSubject(self.evidence(evidence))
            case ScenarioSubject(scenario):
                return ScenarioSubject(self.scenario(scenario))
            case TickSubject(tick):
                return TickSubject(self.number_of_another("tick", tick))
            case SignSubject(sign):
                return SignSubject(self.sign(sign))
            case CrossReferenceSubject(reference):
                return CrossReferenceSubject(self.number_of_another("reference", reference))
            case OpenItemSubject(item):
                return OpenItemSubject(self.number_of_another("open item", item))
            case UncorrectedSubject(uncorrected):
                return UncorrectedSubject(self.number_of_another("uncorrected", uncorrected))
            case TextSubject() | ProjectSubject():
                return subject
