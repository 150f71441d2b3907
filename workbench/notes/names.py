"""Differences, lines and periods found by what a field calls them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from workbench.domain.facts import Fact, fact
from workbench.domain.ids import AdjustmentId, StatementId
from workbench.domain.periods import Period, PeriodId, name_of_period
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineRole, Statement
from workbench.domain.subjects import AdjustmentSubject
from workbench.languages import available_languages, words_in
from workbench.notes.fields import LineName, PeriodEnd, PeriodName
from workbench.phrases import Words
from workbench.wording.names import name_of_concept, name_of_statement, name_of_table, short_name_of_statement
from workbench.wording.periods import label, short_label, with_made_label

MOST_CHOICES = 12
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FoundDifference:
    """``remarks``: what the author should know, such as that it has another name now."""

    adjustment: AdjustmentId
    remarks: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line that a name may mean."""

    statement: Statement
    line: Line
    remarks: tuple[Fact, ...] = ()


class Names:
    """The differences, lines and periods of a project by name."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._periods: dict[str, tuple[Period, ...]] = {}

    # ---- differences

    def difference(self, text: str) -> FoundDifference | Fact:
        """Return the only difference of a name, or of a name that contains ``text``; else the fact why there is none.

        A former name counts if no present one fits, which is remarked.
        """
        wanted, present = plain(text), self._project.adjustments
        by_id = {known.id: (plain(known.name), plain(known.id)) for known in present}
        for matches in (_find_named(wanted, by_id), _find_containing(wanted, by_id)):
            if len(matches) == 1:
                return FoundDifference(matches[0])
            if matches:
                names = [_quote(known.name) for known in present if known.id in matches]
                return fact("field-difference-ambiguous", name=text, choices=_some(names))
        former = {key: tuple(map(plain, names)) for key, names in self._former_names.items()}
        for matches in (_find_named(wanted, former), _find_containing(wanted, former)):
            there = [key for key in matches if key in by_id]
            if len(there) == 1:
                name = self._project.adjustment_by_id[there[0]].name
                return FoundDifference(there[0], (fact("field-difference-renamed", name=text, now=name),))
            if matches and not there:
                return fact("field-difference-deleted", name=text)
        if not present:
            return fact("field-no-differences", name=text)
        return fact("field-difference-unknown", name=text, choices=_some(_quote(known.name) for known in present))

    @cached_property
    def _former_names(self) -> dict[AdjustmentId, set[str]]:
        names: dict[AdjustmentId, set[str]] = {}
        for step in self._project.trail.latest_first():
            for altered in step.alterations:
                if isinstance(altered.subject, AdjustmentSubject):
                    names.setdefault(altered.subject.adjustment, set()).add(altered.name)
        return names

    # ---- lines

    def lines(self, name: LineName) -> tuple[FoundLine, ...] | Fact:
        """Return the lines of a concept, id or caption, in the place that is named if they are there.

        A line that has left its place, or that has another caption now, is returned with a remark.
        """
        wanted = plain(name.text)
        found = (
            self._by_key.get(name.text.strip().casefold()) or self._by_caption.get(wanted) or self._by_alias.get(wanted)
        )
        if not found:
            return fact("field-line-unknown", line=name.text)
        if not name.place:
            return tuple(found)
        place = plain(name.place)
        inside = [
            line
            for line in found
            if place in map(plain, (line.statement.id, *line.line.section))
            or place in self.names_of_statements[line.statement.id]
        ]
        if inside:
            return tuple(inside)
        if len(found) == 1:
            now = found[0].line.section[-1] if found[0].line.section else found[0].statement.title_fact
            moved = fact("field-line-moved", line=name.text, place=name.place, now=now)
            return (FoundLine(found[0].statement, found[0].line, (*found[0].remarks, moved)),)
        return fact("field-line-not-there", line=name.text, place=name.place)

    @cached_property
    def _lines(self) -> tuple[FoundLine, ...]:
        return tuple(
            FoundLine(statement, line)
            for statement in self._project.statements
            for line in statement.lines
            if line.role is not LineRole.HEADING
        )

    @cached_property
    def _by_key(self) -> dict[str, list[FoundLine]]:
        """The lines by concept and by id."""
        lines: dict[str, list[FoundLine]] = {}
        for found in self._lines:
            if found.line.concept:
                lines.setdefault(found.line.concept.value, []).append(found)
        for found in self._lines:
            lines.setdefault(found.line.id.casefold(), [found])
        return lines

    @cached_property
    def _by_caption(self) -> dict[str, list[FoundLine]]:
        """The lines by caption, and by the name of their concept where no line has that caption."""
        lines: dict[str, list[FoundLine]] = {}
        for found in self._lines:
            for name in dict.fromkeys(map(plain, filter(None, (found.line.name, found.line.target_caption)))):
                lines.setdefault(name, []).append(found)
        concepts: dict[str, list[FoundLine]] = {}
        for found in self._lines:
            if found.line.concept:
                for name in {plain(name_of_concept(found.line.concept, words)) for words in _all_words()}:
                    concepts.setdefault(name, []).append(found)
        return {**concepts, **lines}

    @cached_property
    def _by_alias(self) -> dict[str, list[FoundLine]]:
        lines: dict[str, list[FoundLine]] = {}
        for found in self._lines:
            for alias in found.line.aliases:
                remark = fact("field-line-renamed", line=alias, now=found.line.name)
                lines.setdefault(plain(alias), []).append(FoundLine(found.statement, found.line, (remark,)))
        return lines

    @cached_property
    def names_of_statements(self) -> dict[StatementId, set[str]]:
        """What each statement may be called: its title, and the program's names for its kind, in any language."""
        return {
            statement.id: {
                plain(statement.title),
                *(
                    plain(name(statement.kind, words))
                    for words in _all_words()
                    for name in (name_of_statement, short_name_of_statement, name_of_table)
                ),
            }
            for statement in self._project.statements
        }

    # ---- periods

    def period_in(self, statement: Statement, name: PeriodName) -> PeriodId | Fact:
        """Return the period of a statement that is meant by ``H1 2023``, ``June 30, 2023`` or an ISO id.

        A statement of balances has that of the instant at the end of a duration, or at the end that is named.
        """
        named = self._periods_by_name.get(plain(name.text), ())
        if not named:
            choices = _some(short_label(period, words_in("en")) for period in self._project.periods.values())
            return fact("field-period-unknown", period=name.text, choices=choices)
        for period in named:
            for candidate in self._possible_periods(statement, period, name.end):
                if candidate in statement.column_of:
                    return candidate
        return fact("field-period-not-shown", statement=statement.title_fact, period=name_of_period(named[0]))

    def _possible_periods(self, statement: Statement, period: Period, end: PeriodEnd | None) -> Iterable[PeriodId]:
        if end is None:
            yield period.id
        if period.start and (end is not None or statement.kind.shows_balances):
            day = period.start - DAY if end is PeriodEnd.OPENING else period.end
            yield Period(None, day, "").id

    def periods_called(self, text: str) -> tuple[Period, ...]:
        """Return the periods that go by a name."""
        return self._periods_by_name.get(plain(text), ())

    def is_a_period(self, text: str) -> bool:
        """True if a period of the project goes by a name."""
        return plain(text) in self._periods_by_name

    @cached_property
    def _periods_by_name(self) -> Mapping[str, tuple[Period, ...]]:
        names: dict[str, dict[PeriodId, Period]] = {}
        for period in self._project.periods.values():
            for name in {period.id, period.label, *_names_of_period(period)}:
                names.setdefault(plain(name), {})[period.id] = period
        return {name: tuple(periods.values()) for name, periods in names.items()}


def plain(text: str) -> str:
    """Return ``text`` as names are compared: without regard to case, spaces and a final colon."""
    return " ".join(text.casefold().replace("’", "'").split()).rstrip(":：").rstrip()


def _names_of_period(period: Period) -> Iterable[str]:
    for words in _all_words():
        yield from (label(period, words), label(with_made_label(period), words), short_label(period, words))
    if period.is_instant:
        yield f"{period.end.day} {period.end:%B %Y}"


def _all_words() -> list[Words]:
    return [words_in(language) for language in available_languages()]


def _find_named(wanted: str, names_by_id: Mapping[AdjustmentId, Iterable[str]]) -> list[AdjustmentId]:
    return [key for key, names in names_by_id.items() if wanted in names]


def _find_containing(wanted: str, names_by_id: Mapping[AdjustmentId, Iterable[str]]) -> list[AdjustmentId]:
    return [key for key, names in names_by_id.items() if any(wanted in name for name in names)]


def _quote(name: str) -> str:
    return f'"{name}"'


def _some(choices: Iterable[str]) -> tuple[str, ...]:
    listed = tuple(dict.fromkeys(choices))
    return listed if len(listed) <= MOST_CHOICES else (*listed[:MOST_CHOICES], "…")
