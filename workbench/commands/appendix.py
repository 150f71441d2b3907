"""The published appendix: writing its texts, confirming the figures that they say, accepting failing checks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from workbench.commands.command import Command, refuse_unwritable
from workbench.domain.appendix import Acceptance, AppendixText, Quote, TextKind
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.findings import CheckId
from workbench.domain.project import Project
from workbench.domain.subject_names import name_of_subject
from workbench.domain.subjects import Subject, TextSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

TEXT, QUOTES, ACCEPTED = "appendix text", "quoted figures", "accepted checks"
"""The attributes that are altered: of a text, of a text or a note, and of what checks are about."""
LEFT_OUT = "text-left-out"


@dataclass(frozen=True, slots=True)
class WriteText(Command):
    """Write a text of the appendix, answer that there is none, or, with None, leave it open again.

    Raises WorkbenchError for a text that is left out and yet has words.
    """

    kind: TextKind
    text: AppendixText | None

    def describe(self, project: Project) -> Fact:
        written = self._plain
        key = "open-text" if written is None else "leave-text-out" if written.is_left_out else "write-text"
        return fact(key, text=fact(f"text-{self.kind.value}"))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        old, new = value_of_text(project.texts.get(self.kind)), value_of_text(self._plain)
        if old != new:
            yield Alteration(TextSubject(self.kind.value), TEXT, self.kind.value, old, new)

    def apply(self, project: Project) -> Project:
        written = self._plain
        if written is None:
            known = self.kind in project.texts
            return replace(project, texts=project.texts.without(self.kind)) if known else project
        if written.is_left_out and written.text:
            raise WorkbenchError("A text that is left out has no words. Delete them, or keep the text.")
        refuse_unwritable(written.text)
        if project.texts.get(self.kind) == written:
            return project
        return replace(project, texts=project.texts.with_items({self.kind: written}))

    @property
    def _plain(self) -> AppendixText | None:
        """The text without blanks around it; None if nothing is left and it is not left out."""
        if self.text is None:
            return None
        text = self.text.text.strip()
        return replace(self.text, text=text) if text or self.text.is_left_out else None


@dataclass(frozen=True, slots=True)
class ConfirmFigures(Command):
    """Keep what the figures in a text or a note say now, once their sentences were read; without quotes, nothing."""

    subject: Subject
    quotes: tuple[Quote, ...]

    def describe(self, project: Project) -> Fact:
        return fact("confirm-figures", subject=name_of_subject(project, self.subject))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        old, new = facts_of_quotes(project.quotes.get(self.subject, ())), facts_of_quotes(self.quotes)
        if old != new:
            yield Alteration(self.subject, QUOTES, self.subject.key, old, new)

    def apply(self, project: Project) -> Project:
        for quote in self.quotes:
            for text in (quote.typed, quote.said, *quote.figures):
                refuse_unwritable(text)
        known = project.quotes.get(self.subject, ())
        if known == self.quotes:
            return project
        if not self.quotes:
            return replace(project, quotes=project.quotes.without(self.subject))
        return replace(project, quotes=project.quotes.with_items({self.subject: self.quotes}))


@dataclass(frozen=True, slots=True)
class AcceptChecks(Command):
    """Say which failing checks of a subject are accepted; without any, none are.

    Raises WorkbenchError for one without a reason or a name.
    """

    subject: Subject
    accepted: tuple[Acceptance, ...]

    def describe(self, project: Project) -> Fact:
        known = project.acceptances.get(self.subject, ())
        key = "accept-checks" if set(self.accepted) - set(known) else "withdraw-acceptance"
        return fact(key, subject=name_of_subject(project, self.subject))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        old = facts_of_acceptances(project.acceptances.get(self.subject, ()))
        new = facts_of_acceptances(map(_plain, self.accepted))
        if old != new:
            yield Alteration(self.subject, ACCEPTED, self.subject.key, old, new)

    def apply(self, project: Project) -> Project:
        accepted = tuple(map(_plain, self.accepted))
        for acceptance in accepted:
            if not acceptance.reason:
                raise WorkbenchError("A failing check is accepted for a reason. Give it.")
            if not acceptance.by:
                raise WorkbenchError("A failing check is accepted by somebody. Give the name.")
            for text in (acceptance.check, acceptance.reason, acceptance.by):
                refuse_unwritable(text)
        if project.acceptances.get(self.subject, ()) == accepted:
            return project
        if not accepted:
            return replace(project, acceptances=project.acceptances.without(self.subject))
        return replace(project, acceptances=project.acceptances.with_items({self.subject: accepted}))


def _plain(acceptance: Acceptance) -> Acceptance:
    return replace(acceptance, reason=acceptance.reason.strip(), by=acceptance.by.strip())


# ---- as values of alterations


def value_of_text(text: AppendixText | None) -> FactValue | None:
    """Return a text of the appendix as it is stored; None if it is open."""
    if text is None:
        return None
    return fact(LEFT_OUT) if text.is_left_out else text.text


def text_of_value(value: FactValue | None) -> AppendixText | None:
    """Return the text of a value. Raises LookupError if a later version of the program wrote another."""
    match value:
        case None:
            return None
        case str():
            return AppendixText(value)
        case Fact() if value.key == LEFT_OUT:
            return AppendixText("", is_left_out=True)
    raise LookupError(repr(value))


def facts_of_quotes(quotes: Iterable[Quote]) -> FactValue | None:
    """Return the quotes as they are stored; None if there are none."""
    facts = tuple(
        fact("quoted-figure", typed=quote.typed, said=quote.said, figures=tuple(quote.figures)) for quote in quotes
    )
    return facts or None


def quotes_of_value(value: FactValue | None) -> tuple[Quote, ...]:
    """Return the quotes of a value. Raises LookupError if a later version of the program wrote another."""
    return tuple(map(_quote, _facts_in(value)))


def _quote(told: Fact) -> Quote:
    match dict(told.values):
        case {"typed": str(typed), "said": str(said), "figures": tuple(figures)}:
            return Quote(typed, said, tuple(str(figure) for figure in figures))
    raise LookupError(told.key)


def facts_of_acceptances(acceptances: Iterable[Acceptance]) -> FactValue | None:
    """Return what was accepted as it is stored; None if there is nothing."""
    facts = tuple(
        fact(
            "accepted-check",
            check=known.check,
            what=known.fact,
            reason=known.reason,
            by=known.by,
            at=known.at.isoformat(),
        )
        for known in acceptances
    )
    return facts or None


def acceptances_of_value(value: FactValue | None) -> tuple[Acceptance, ...]:
    """Return what was accepted. Raises LookupError or ValueError if a later version of the program wrote another."""
    return tuple(map(_acceptance, _facts_in(value)))


def _acceptance(told: Fact) -> Acceptance:
    match dict(told.values):
        case {"check": str(check), "what": Fact() as what, "reason": str(reason), "by": str(by), "at": str(at)}:
            return Acceptance(CheckId(check), what, reason, by, datetime.fromisoformat(at))
    raise LookupError(told.key)


def _facts_in(value: FactValue | None) -> Iterator[Fact]:
    if value is None:
        return
    if not isinstance(value, tuple):
        raise LookupError(repr(value))
    for told in value:
        if not isinstance(told, Fact):
            raise LookupError(repr(told))
        yield told
