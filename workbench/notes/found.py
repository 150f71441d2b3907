"""What is found in a note, as facts: broken fields, and typed figures that are wrong or could be fields."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.domain.adjustments import Adjustment
from workbench.domain.appendix import TextKind
from workbench.domain.facts import Fact, fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import name_of_period
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept, LineUnit
from workbench.domain.subjects import PROJECT, AdjustmentSubject, Subject, TextSubject
from workbench.notes.fields import Field, Function, write_field
from workbench.notes.live_figures import LiveFigure
from workbench.notes.reading import ReadNote
from workbench.notes.typed_figures import TypedFigure
from workbench.notes.values import FigureAt
from workbench.wording.scales import SCALE_IN_WORDS

LONGEST_QUOTE = 120
ROLES = (FigureRole.ADJUSTMENT, FigureRole.RESULT, FigureRole.AS_REPORTED, FigureRole.TRANSLATION)
"""What a typed figure is most likely to mean, the likeliest first; of lines, those with the first of ``MEASURES``."""
MEASURES = (Concept.NET_INCOME, Concept.TOTAL_EQUITY, Concept.RETAINED_EARNINGS, Concept.PAID_IN_CAPITAL)


@dataclass(frozen=True, slots=True)
class Note:
    """One note of a project, or a text of its appendix. ``adjustment``: the difference that a note is on, else None."""

    text: str
    subject: Subject
    adjustment: AdjustmentId | None = None
    name: str = ""

    @property
    def title(self) -> Fact:
        """``Note on Leases``, ``Basis of preparation``."""
        if isinstance(self.subject, TextSubject):
            return fact(f"text-{self.subject.text}")
        return fact("note-on-difference", name=self.name) if self.adjustment else fact("note-on-reconciliation")


BROKEN = "field-broken"
"""The key of the fact that a field says nothing."""


def written_texts(project: Project) -> Iterator[Note]:
    """Yield the notes and the texts of the appendix that have words: all that its readers read."""
    yield from (note for note in (*notes_of(project), *texts_of(project)) if note.text)


def texts_of(project: Project) -> Iterator[Note]:
    """Yield the texts of the appendix as notes, those that nobody has written too."""
    for kind in TextKind:
        written = project.texts.get(kind)
        yield Note(written.text if written else "", TextSubject(kind.value))


def notes_of(project: Project) -> Iterator[Note]:
    """Yield the note on the reconciliation, then that of each difference, empty ones too."""
    yield Note(project.note, PROJECT)
    yield from map(note_on, project.adjustments)


def note_on(adjustment: Adjustment) -> Note:
    """Return the note on a difference."""
    return Note(adjustment.note, AdjustmentSubject(adjustment.id), adjustment.id, adjustment.name)


def alarms_in(read: ReadNote, own: AdjustmentId | None, project: Project) -> Iterator[Fact]:
    """Yield what must be put right: broken fields, typed figures that no figure explains, wrong sign words."""
    for said in read.broken:
        assert said.broken is not None
        yield fact(BROKEN, field=_quote(said.piece.text), why=said.broken)
    for checked in read.stale:
        figure = checked.typed.text
        if checked.opposite:
            meant = likeliest(checked.typed, checked.opposite, own, project)
            name, amount = name_of_meant(meant, project), meant.amount
            yield fact("figure-of-other-sign", figure=figure, meant=name, amount=amount)
        else:
            stated = write_field(Field(Function.STATED, text=figure))
            yield fact("figure-unexplained", figure=figure, stated=stated)


def remarks_in(read: ReadNote, own: AdjustmentId | None, project: Project) -> Iterator[Fact]:
    """Yield what the author should know: fields with former names, and typed figures that could be fields."""
    for said in read.pieces:
        for why in said.value.remarks if said.value else ():
            yield fact("field-remarked", field=_quote(said.piece.text), why=why)
    for checked in read.figures:
        if checked.meant and not checked.opposite:
            meant = likeliest(checked.typed, checked.meant, own, project)
            figure, name = checked.typed.text, name_of_meant(meant, project)
            if lacks_unit(checked.typed, meant, project):
                scale = fact(SCALE_IN_WORDS, scale=project.scale)
                yield fact("figure-without-unit", figure=figure, meant=name, scale=scale)
            else:
                yield fact("figure-explained", figure=figure, meant=name)


def lacks_unit(typed: TypedFigure, meant: LiveFigure, project: Project) -> bool:
    """True if a typed figure has a currency but not the unit in which it equals a figure: RMB13,140 for thousands."""
    in_scale = abs(abs(meant.amount) - typed.number) <= typed.may_be_off_by
    return (
        bool(typed.currency) and typed.scale is None and project.scale > 1 and meant.unit is LineUnit.MONEY and in_scale
    )


def likeliest(
    typed: TypedFigure, figures: Iterable[LiveFigure], own: AdjustmentId | None, project: Project
) -> LiveFigure:
    """Return which of ``figures`` a typed one most likely means; ``own``: the difference that the note is on."""
    sign = 0 if typed.claim is None and not typed.is_negative else typed.claim.sign if typed.claim else -1

    def rank(live: LiveFigure) -> tuple[bool, int, bool, bool, int]:
        concept = project.line(live.figure.line).concept
        is_of_profit = bool(typed.claim and typed.claim.is_of_profit)
        own_sign = (1 if live.amount > 0 else -1) * ((live.gain_sign or 1) if is_of_profit else 1)
        measure = MEASURES.index(concept) if concept in MEASURES else len(MEASURES)
        is_own = live.figure.role is FigureRole.ADJUSTMENT and live.figure.adjustment_or_currency == own
        role = ROLES.index(live.figure.role)
        return not is_own, role, live.before is not None, bool(sign) and own_sign != sign, measure

    return min(figures, key=rank)


def name_of_meant(live: LiveFigure, project: Project) -> Fact:
    """Return ``the effect of Leases on Net income, H1 2023``."""
    name = name_of_figure(live.figure, project)
    if live.before is None:
        return name
    return fact("change-of-figure", meant=name, period=name_of_period(project.periods[live.before.period]))


def name_of_figure(figure: FigureAt, project: Project) -> Fact:
    line, period = project.line(figure.line).name, name_of_period(project.periods[figure.period])
    match figure.role:
        case FigureRole.ADJUSTMENT:
            name = project.adjustment_by_id[AdjustmentId(figure.adjustment_or_currency)].name
            return fact("effect-of-difference", name=name, line=line, period=period)
        case FigureRole.RESULT:
            return fact("figure-of-result", line=line, period=period)
        case FigureRole.TRANSLATION:
            return fact("figure-translated", line=line, period=period, currency=figure.adjustment_or_currency)
    return fact("figure-as-reported", line=line, period=period)


def _quote(field: str) -> str:
    return field if len(field) <= LONGEST_QUOTE else field[: LONGEST_QUOTE - 1] + "…"
