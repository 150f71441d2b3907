"""Texts of an appendix as an issuer writes them, in the words of these tests, for whatever publishes one."""

from datetime import UTC, datetime

from workbench.commands import AnyCommand, ConfirmFigures, WriteText
from workbench.domain.appendix import Acceptance, AppendixText, TextKind
from workbench.domain.findings import Finding
from workbench.domain.project import Project
from workbench.engine import Engine
from workbench.notes.found import written_texts
from workbench.notes.quoting import quotes_of
from workbench.notes.reading import NoteReader
from workbench.phrases import ENGLISH

AT = datetime(2023, 8, 22, 9, 30, tzinfo=UTC)
SHARE_BASED = "Share-based compensation"
TEXTS = {
    TextKind.BASIS: "The directors prepared this reconciliation for readers who follow IFRSs. It restates **no** "
    "figure of the unaudited U.S. GAAP statements.",
    TextKind.PROCESS: "Each difference was\n\n- identified by the finance team,\n- measured from the ledgers, and\n"
    "- reviewed by a second person.",
    TextKind.ASSURANCE: "The accountants gave limited assurance on the reconciliation.",
    TextKind.PROCEDURES: "1. They compared the U.S. GAAP amounts with the statements.\n2. They checked the arithmetic.",
    TextKind.INTRODUCTION: "The effects of the differences are as follows.",
    TextKind.CLOSING: "End of the appendix.",
}
QIFU_NOTE = (
    "Under IFRS 2 each tranche vests on its own. The effect on net income is "
    f'{{{{ effect("{SHARE_BASED}", net_income, H1 2022) | gain }}}} and '
    f'{{{{ effect("{SHARE_BASED}", net_income, H1 2023) | gain }}}}.'
)
"""The two amounts of note (iii), which are a loss and a gain."""


def steps_of_texts(texts: dict[TextKind, str] | None = None) -> list[AnyCommand]:
    """Return the steps that write every text."""
    return [WriteText(kind, AppendixText(text)) for kind, text in (TEXTS if texts is None else texts).items()]


def with_texts(project: Project, texts: dict[TextKind, str] | None = None) -> Project:
    """Return ``project`` with every text written."""
    for command in steps_of_texts(texts):
        project = command.apply(project)
    return project


def read_by_author(project: Project) -> Project:
    """Return ``project`` after its author has read every text and note, with the figures as they are."""
    reader = NoteReader(Engine().results(project).with_all_on())
    for note in written_texts(project):
        quotes = quotes_of(reader.read(note.text, ENGLISH, note.adjustment), project)
        project = ConfirmFigures(note.subject, quotes).apply(project)
    return project


def acceptance(finding: Finding, reason: str = "rounding in the source", by: str = "Li Na") -> Acceptance:
    return Acceptance(finding.check, finding.fact, reason, by, AT)
