"""Places in a project by what a person types: statements, periods, lines, differences, scenarios and checks.

``PlaceFinder(project, words).search("tot ass")`` → places, the best first. ``Place.subject`` is where a statement, a
line, a difference or a scenario is; of a period and of a check, ``key`` is its id.
"""

from collections.abc import Collection, Iterator
from enum import IntEnum
from typing import NamedTuple

from workbench.checks import CHECKS
from workbench.domain.findings import CheckId
from workbench.domain.ids import NO_STATEMENT, AdjustmentId, LineId, StatementId
from workbench.domain.periods import PeriodId, lateness
from workbench.domain.project import Project
from workbench.domain.subjects import AdjustmentSubject, LineSubject, ScenarioSubject, StatementSubject, Subject
from workbench.importing.language.vocabulary import spellings
from workbench.journals.lines import LineFinder, names_of_line
from workbench.journals.name_index import NameIndex, plain_name
from workbench.phrases import Words
from workbench.presentation.statement_names import names_of_statements
from workbench.wording.names import name_of_check, name_of_difference, with_capital
from workbench.wording.periods import label, short_label
from workbench.wording.titles import title_of

LONGEST_SEARCH = 200
"""The most characters of a text that is searched for."""
SECTION_SEPARATOR = " › "


class PlaceKind(IntEnum):
    """What a place is; of places that fit equally well, the first kind comes first."""

    STATEMENT = 0
    PERIOD = 1
    LINE = 2
    DIFFERENCE = 3
    SCENARIO = 4
    CHECK = 5


class Place(NamedTuple):
    """``key``: the id of what it is; of a scenario its name. ``inside``: the statement and the headings of a line.

    ``statement``: that of a line, or the statement itself. ``score``: how sure it is that this is meant, up to 100.
    """

    kind: PlaceKind
    key: str
    name: str
    inside: str = ""
    statement: StatementId = NO_STATEMENT
    score: float = 0.0

    @property
    def subject(self) -> Subject | None:
        """What it is in the project; None for a period and a check, which are in several statements."""
        match self.kind:
            case PlaceKind.STATEMENT:
                return StatementSubject(StatementId(self.key))
            case PlaceKind.LINE:
                return LineSubject(self.statement, LineId(self.key))
            case PlaceKind.DIFFERENCE:
                return AdjustmentSubject(AdjustmentId(self.key))
            case PlaceKind.SCENARIO:
                return ScenarioSubject(self.key)
        return None

    @property
    def period(self) -> PeriodId:
        """The period that it is; only of a period."""
        return PeriodId(self.key)

    @property
    def check(self) -> CheckId:
        """The check that it is; only of a check."""
        return CheckId(self.key)


class PlaceFinder:
    """The places of one snapshot, with their names in the language of ``words``.

    ``before``: the finder of an earlier snapshot; what has not changed since is kept.
    """

    def __init__(self, project: Project, words: Words, before: "PlaceFinder | None" = None) -> None:
        self.project = project
        self._words = words
        self._before = before
        self._lines: LineFinder | None = None
        self._statement_names = names_of_statements(project, words)
        self.places = tuple(self._named_places())
        """Every place but the lines, in the order of their kinds; periods are listed with the latest first."""
        self._names = NameIndex(
            (number, plain_name(spelling))
            for number, place in enumerate(self.places)
            for name in (place.name, *self._other_names(place))
            for spelling in spellings(name)
        )

    def preparing(self) -> Iterator[None]:
        """Make what a search needs, in small steps; a search that comes earlier makes the rest at once."""
        for statement in self.project.statements:
            for line in statement.lines:
                for name in names_of_line(line):
                    plain_name(name)
                yield
        self._find_lines()
        yield

    def search(
        self, text: str, most: int = 12, kinds: Collection[PlaceKind] = frozenset(PlaceKind)
    ) -> tuple[Place, ...]:
        """Return the places of some kinds that ``text`` may mean, the best first.

        It may be part of a name, parts of words in any order, initials (``ppe``), a former name, and Chinese where
        captions are in English; case does not matter, nor do small slips.
        """
        text = text[:LONGEST_SEARCH]
        scores = self._names.search(plain_name(text))
        found = [
            self.places[number]._replace(score=score)
            for number, score in scores.items()
            if self.places[number].kind in kinds
        ]
        if PlaceKind.LINE in kinds:
            found += self._lines_found(text, most)
        return tuple(sorted(found, key=lambda place: (-place.score, place.kind))[:most])

    def place_of_line(self, statement: StatementId, line: LineId) -> Place:
        """Return a line as a place."""
        the_line = self.project.statement_by_id[statement].line_by_id[line]
        where = SECTION_SEPARATOR.join((self._statement_names[statement], *the_line.section))
        return Place(PlaceKind.LINE, line, the_line.name, where, statement)

    def _lines_found(self, text: str, most: int) -> list[Place]:
        return [
            self.place_of_line(match.statement, match.line.id)._replace(score=match.score)
            for match in self._find_lines().search(text, most, any_line=True)
        ]

    def _find_lines(self) -> LineFinder:
        if self._lines is None:
            self._lines = LineFinder(self.project, self._before._lines if self._before else None)
            self._before = None
        return self._lines

    def _named_places(self) -> Iterator[Place]:
        project, words = self.project, self._words
        for statement in project.statements:
            yield Place(PlaceKind.STATEMENT, statement.id, self._statement_names[statement.id], statement=statement.id)
        shown = {period for statement in project.statements for period in statement.periods}
        for period in sorted((project.periods[key] for key in shown), key=lateness):
            yield Place(PlaceKind.PERIOD, period.id, short_label(period, words))
        for adjustment in project.adjustments:
            yield Place(PlaceKind.DIFFERENCE, adjustment.id, name_of_difference(adjustment, words))
        for scenario in project.scenarios:
            yield Place(PlaceKind.SCENARIO, scenario, scenario)
        for check in CHECKS:
            yield Place(PlaceKind.CHECK, check.name, with_capital(name_of_check(check.name, words)))

    def _other_names(self, place: Place) -> Iterator[str]:
        """Yield what a place is called besides its name."""
        match place.kind:
            case PlaceKind.STATEMENT:
                yield title_of(self.project.statement_by_id[StatementId(place.key)], self._words)
            case PlaceKind.PERIOD:
                yield label(self.project.periods[place.period], self._words)
                yield place.key
            case PlaceKind.DIFFERENCE:
                yield self.project.former_names.get(AdjustmentId(place.key), "")
            case PlaceKind.CHECK:
                yield place.key
