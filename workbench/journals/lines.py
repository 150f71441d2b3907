"""Lines found by what a person types, and by what a file calls them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from heapq import nsmallest

from workbench.domain.facts import Fact, fact
from workbench.domain.ids import LineId, StatementId
from workbench.domain.ledger import Ledger
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineRole, Statement
from workbench.importing.language.catalogue import CatalogueLine, catalogue_line_of, catalogue_lines
from workbench.importing.language.vocabulary import differ_by_number, kind_in, spellings
from workbench.journals.name_index import (
    ALIKE_IN_SEARCH,
    BEGINNING,
    BEGINNINGS_OF_WORDS,
    INITIALS,
    NAME_LIKE,
    PARTS_OF_WORDS,
    SMALL_WORDS,
    WORDS_LIKE,
    NameIndex,
    plain_name,
)

ALIKE_ENOUGH = 88.0
"""The least similarity (0 to 100) at which a file's name is taken for that of a line, as in lists of entries."""
EQUALLY_ALIKE = 3.0
"""Lines that are less similar than the best by at most this may be meant just as well."""
SAME, SAME_IN_CATALOGUE, BEGINS_LIKE = 100.0, 95.0, 90.0
"""The scores of a line that has the name, of one that the catalogue takes for it, and of one that begins with it."""
CUT_OFF = 20
"""A name of so many characters may end within a word: exports cut long captions."""
ENOUGH_WORDS, ENOUGH_CHARACTERS = 2, 4
"""The beginning of a caption tells which is meant if it has so many words, or so many Chinese characters."""
LONGEST_SEARCH = 200
"""The most characters of a text that is searched for."""
CODE = re.compile(r"^\s*(\d[\d./-]{0,18})(?:\s+|(?=[\u3400-\u9fff]))[-–—:：]?\s*(?=[^\W\d])")
"""The code of an account before its name: ``1122.01 Loans receivable``, ``1122应收贷款``."""
SECTION_IN_NAME = (
    re.compile(r"^(?P<name>.+?)\s*[(（\[](?P<section>[^()（）\[\]]+)[)）\]]\s*$"),
    re.compile(r"^(?P<name>.+)(?:[,，]|\s[-–—])\s*(?P<section>[^,，]+?)\s*$"),
    re.compile(r"^(?P<section>.+?)\s*[›>:：|/\\]\s*(?P<name>.+)$"),
)
"""``Amounts due (non-current)``, ``Amounts due, non-current``, ``Non-current assets › Amounts due``."""
WORDS_OF_SECTIONS = (
    ("非流动", " noncurrent "),
    ("流动", " current "),
    ("资产", " asset "),
    ("负债", " liability "),
    ("权益", " equity "),
    ("long term", "noncurrent"),
    ("short term", "current"),
    ("liabilities", "liability"),
    ("assets", "asset"),
)
"""Words of headings, and what they are compared as, in this order."""


@dataclass(frozen=True, slots=True)
class LineMatch:
    """A line that a text may name. ``score``: from 0 to 100; ``evidence``: how it was found."""

    statement: StatementId
    line: Line
    score: float
    evidence: Fact


class LineFinder:
    """The lines of a project that may carry a leg: neither headings nor totals with parts.

    ``before``: the finder of an earlier snapshot; what has not changed since is kept.
    """

    def __init__(self, project: Project, before: "LineFinder | None" = None) -> None:
        self.project = project
        self._ledger: Ledger = Ledger(project, before._ledger if before else None)
        known: Mapping[StatementId, _Lines] = before._lines if before else {}
        self._lines: Mapping[StatementId, _Lines] = {
            statement.id: _Lines.of(statement, self._ledger, known.get(statement.id))
            for statement in project.statements
        }
        self._matches: dict[tuple[str, str, StatementId | None], tuple[LineMatch, ...]] = {}

    # ---- what a person types

    def search(self, text: str, most: int = 12, *, any_line: bool = False) -> tuple[LineMatch, ...]:
        """Return the lines that ``text`` may mean, the best first; of those found in the same way, accounts first.

        ``any_line``: headings and totals with parts, too, and none before another because it is an account.

        It may be part of a caption, parts of words in any order, initials (``ppe``), and Chinese where captions are in
        English; case does not matter, nor do small slips.
        """
        text = text[:LONGEST_SEARCH]
        as_written, without_code = plain_name(text), plain_name(CODE.sub("", text))
        return (
            self._search(_SEARCHES, as_written, most, any_line=any_line)
            or self._search(_SEARCHES, without_code, most, any_line=any_line)
            or self._search(_SEARCHES_FOR_SLIPS[:1], without_code, most, any_line=any_line)
            or self._search(_SEARCHES_FOR_SLIPS[1:], without_code, most, any_line=any_line)
        )

    def _search(
        self, searches: "Iterable[_Search]", wanted: str, most: int, *, any_line: bool
    ) -> tuple[LineMatch, ...]:
        found: dict[LineId, LineMatch] = {}
        for search in searches if wanted else ():
            hits = [
                (
                    not (any_line or lines.is_account(number)),
                    -lines.score(search, number, wanted),
                    lines.rank[number],
                    lines,
                    number,
                )
                for lines in self._lines.values()
                for number in lines.best(search.find(lines, wanted), most + len(found), any_line=any_line)
            ]
            for _, score, _, lines, number in sorted(hits, key=lambda hit: hit[:3]):
                line = lines.statement.lines[number]
                if line.id not in found:
                    found[line.id] = lines.match(number, -score, search.evidence(lines, number, wanted))
            if len(found) >= most:
                break
        return tuple(found.values())[:most]

    # ---- what a file names

    def match(self, account: str, section: str = "", statement: Statement | None = None) -> tuple[LineMatch, ...]:
        """Return the lines that a file means by ``account``: one is certain, of several the user must choose.

        ``section``: the heading that the file gives, which chooses among repeated captions. So does one in the name, as
        in ``Amounts due from related parties (non-current)``. ``statement``: the only one in which it is looked for.
        Lines in no account are returned only if no account has the name.
        """
        key = account, section, statement.id if statement else None
        if key not in self._matches:
            searched = [self._lines[statement.id]] if statement else list(self._lines.values())
            self._matches[key] = self._match(_readings(account, section), searched)
        return self._matches[key]

    def line_without_legs(self, account: str) -> Line | None:
        """Return the heading or the total with parts that is called ``account``; None if there is none."""
        name = plain_name(CODE.sub("", account))
        lines = (lines.without_legs.get(name) for lines in self._lines.values())
        return next((line for line in lines if line), None)

    def _match(self, readings: "Sequence[_Reading]", searched: "Sequence[_Lines]") -> tuple[LineMatch, ...]:
        names_total = any(plain_name(reading.name) in lines.without_legs for reading in readings for lines in searched)
        for find in (_Lines.with_name, _Lines.with_catalogue_line):
            for reading in readings:
                matches = [match for lines in searched for match in find(lines, reading.name)]
                narrowed = self._narrow(reading, matches)
                if narrowed and not (names_total and not self._accounts(narrowed)):
                    return narrowed
        if names_total:
            return ()  # neither the line most similar to the total is meant, nor one that repeats it in no account
        for reading in sorted(readings, key=lambda reading: not reading.is_in_name):
            matches = [match for lines in searched for match in lines.with_similar_name(reading.name)]
            least = max((match.score for match in matches), default=SAME) - EQUALLY_ALIKE
            if narrowed := self._narrow(reading, [match for match in matches if match.score >= least]):
                return narrowed
        return ()

    def _narrow(self, reading: "_Reading", matches: Sequence[LineMatch]) -> tuple[LineMatch, ...]:
        """Return the matches that stand where a reading says, and of these the accounts, if there are any."""
        for section in reading.sections:
            inside = self._inside(section, matches)
            if reading.is_in_name and section == reading.sections[-1] and not inside:
                return ()
            matches = inside or matches
        return tuple(self._accounts(matches) or matches)

    def _accounts(self, matches: Iterable[LineMatch]) -> list[LineMatch]:
        return [match for match in matches if match.line.id in self._lines[match.statement].accounts]

    def _inside(self, section: str, matches: Sequence[LineMatch]) -> list[LineMatch]:
        """Return the matches in a section, or in the statement that it names, the closest understanding first."""
        wanted, kind = _words_of_section(section), kind_in(section)
        for is_inside in (_is_innermost_heading, _is_in_a_heading, _is_in_all_headings):
            inside = [match for match in matches if wanted and is_inside(wanted, match.line)]
            if inside:
                return inside
        return [match for match in matches if kind and self.project.statement_by_id[match.statement].kind is kind]


@dataclass(frozen=True, slots=True)
class _Reading:
    """How an account's name may be read. ``is_in_name``: the last of the sections is, so the line must stand there."""

    name: str
    sections: tuple[str, ...]
    is_in_name: bool = False


def _readings(account: str, section: str) -> list[_Reading]:
    """Return the readings of a name: as it stands, without its code, the code alone, without the section in it."""
    stated = (section,) if section.strip() else ()
    code, plain = CODE.match(account), CODE.sub("", account)
    names = (account, plain, code[1]) if code else (account,)
    parts = filter(None, (pattern.match(plain) for pattern in SECTION_IN_NAME))
    return [
        *(_Reading(name, stated) for name in names),
        *(_Reading(part["name"], (*stated, part["section"]), is_in_name=True) for part in parts),
    ]


@lru_cache(maxsize=4096)
def _words_of_section(text: str) -> frozenset[str]:
    plain = plain_name(text)
    for word, compared in WORDS_OF_SECTIONS:
        plain = plain.replace(word, compared)
    return frozenset(plain.split()) - SMALL_WORDS


def _is_innermost_heading(wanted: frozenset[str], line: Line) -> bool:
    return bool(line.section) and wanted == _words_of_section(line.section[-1])


def _is_in_a_heading(wanted: frozenset[str], line: Line) -> bool:
    return any(wanted <= _words_of_section(heading) for heading in line.section)


def _is_in_all_headings(wanted: frozenset[str], line: Line) -> bool:
    return wanted <= frozenset[str]().union(*map(_words_of_section, line.section))


class _Lines:
    """The lines of one statement, numbered in printed order."""

    def __init__(self, statement: Statement, ledger: Ledger, names: NameIndex, sections: NameIndex) -> None:
        self.statement = statement
        self.accounts = ledger.accounts(statement)
        self._names = names
        self._sections = sections

    @classmethod
    def of(cls, statement: Statement, ledger: Ledger, before: "_Lines | None") -> "_Lines":
        """Return the lines of a statement; ``before``: those of the same statement earlier."""
        if before and statement.lines is before.statement.lines and statement.totals is before.statement.totals:
            return before
        if before and _are_called_alike(statement.lines, before.statement.lines):
            return cls(statement, ledger, before._names, before._sections)
        names = NameIndex(
            (number, plain_name(name)) for number, line in enumerate(statement.lines) for name in names_of_line(line)
        )
        sections = NameIndex(
            (number, plain_name(heading)) for number, line in enumerate(statement.lines) for heading in line.section
        )
        return cls(statement, ledger, names, sections)

    def is_account(self, number: int) -> bool:
        return self.statement.lines[number].id in self.accounts

    def carries_legs(self, number: int) -> bool:
        line = self.statement.lines[number]
        return line.role is not LineRole.HEADING and line.id not in self.statement.total_of

    @cached_property
    def rank(self) -> list[int]:
        """The place of each line among lines that are found equally well: accounts first, short names first."""
        lines = self.statement.lines
        order = sorted(range(len(lines)), key=lambda number: (not self.is_account(number), len(lines[number].name)))
        rank = [0] * len(lines)
        for place, number in enumerate(order):
            rank[number] = place
        return rank

    @cached_property
    def without_legs(self) -> dict[str, Line]:
        """The headings and the totals with parts by name; a total rather than a heading."""
        numbers = [number for number in range(len(self.statement.lines)) if not self.carries_legs(number)]
        lines = sorted((self.statement.lines[number] for number in numbers), key=lambda line: line.role.value)
        return {plain_name(name): line for line in lines for name in names_of_line(line)}

    @cached_property
    def _in_catalogue(self) -> dict[CatalogueLine, set[int]]:
        numbers: dict[CatalogueLine, set[int]] = {}
        for number, line in enumerate(self.statement.lines):
            if known := catalogue_line_of(line.caption):
                numbers.setdefault(known, set()).add(number)
        return numbers

    def best(self, numbers: set[int], most: int, *, any_line: bool) -> list[int]:
        """Return the ``most`` lines of the first rank among ``numbers``; only ``any_line`` takes those without legs."""
        return nsmallest(most, numbers if any_line else filter(self.carries_legs, numbers), key=self.rank.__getitem__)

    def match(self, number: int, score: float, evidence: Fact) -> LineMatch:
        return LineMatch(self.statement.id, self.statement.lines[number], score, evidence)

    # ---- what a person types

    def of_name(self, wanted: str) -> set[int]:
        number = self.statement.place_of.get(LineId(wanted.replace(" ", "_")))
        return self._names.of_name(wanted) | (set() if number is None else {number})

    def of_catalogue_line(self, wanted: str) -> set[int]:
        known = catalogue_lines().get(wanted)
        return self._in_catalogue.get(known, set()) if known else set()

    def with_beginning(self, wanted: str) -> set[int]:
        return self._names.with_beginning(wanted)

    def with_initials(self, wanted: str) -> set[int]:
        return self._names.with_initials(wanted)

    def with_beginnings_of_words(self, wanted: str) -> set[int]:
        return self._names.with_beginnings_of_words(wanted)

    def with_parts_of_words(self, wanted: str) -> set[int]:
        return self._names.with_parts_of_words(wanted)

    def with_words_of_section(self, wanted: str) -> set[int]:
        in_names = [self._names.beginning_with(word) for word in wanted.split()]
        anywhere = [
            found | self._sections.beginning_with(word) for word, found in zip(wanted.split(), in_names, strict=True)
        ]
        return set.intersection(*anywhere) & set[int]().union(*in_names)

    def of_name_in_catalogue(self, wanted: str) -> set[int]:
        known = (self._in_catalogue.get(line, set()) for line in _catalogue_lines_found(wanted))
        return set[int]().union(*known)

    def with_words_like(self, wanted: str) -> set[int]:
        return self._names.with_words_like(wanted)

    def with_name_like(self, wanted: str) -> set[int]:
        return set(self._names.alike(wanted, ALIKE_IN_SEARCH))

    def score(self, search: "_Search", number: int, wanted: str) -> float:
        return search.score + search.best_score_above * search.measure(self, number, wanted)

    def share(self, number: int, wanted: str) -> float:
        """Return how much of the shortest name of a line a text is, from 0 to 1."""
        return self._names.share(number, wanted)

    def likeness(self, number: int, wanted: str) -> float:
        """Return the similarity of a text to a name of a line, whatever the order of words, from 0 to 1."""
        return self._names.likeness(number, wanted)

    def evidence_of_name(self, number: int, wanted: str) -> Fact:
        line = self.statement.lines[number]
        if wanted in map(plain_name, spellings(line.caption)):
            return fact("line-by-caption")
        if wanted in map(plain_name, line.aliases):
            return fact("line-by-alias")
        if wanted == plain_name(line.target_caption):
            return fact("line-by-target-caption", caption=line.target_caption)
        return fact("line-by-id")

    def evidence_of_catalogue(self, number: int, wanted: str) -> Fact:
        return fact("line-of-catalogue")

    def evidence_of_beginning(self, number: int, wanted: str) -> Fact:
        return fact("line-begins-with", text=wanted)

    def evidence_of_initials(self, number: int, wanted: str) -> Fact:
        return fact("line-has-initials", text=wanted)

    def evidence_of_words(self, number: int, wanted: str) -> Fact:
        return fact("line-has-words")

    def evidence_of_section(self, number: int, wanted: str) -> Fact:
        return fact("line-has-words-with-section")

    def evidence_of_likeness(self, number: int, wanted: str) -> Fact:
        return fact("line-alike", score=int(100 * self.likeness(number, wanted)))

    # ---- what a file names

    def with_name(self, name: str) -> Iterator[LineMatch]:
        """Yield the lines of this id, else those of this caption, alias or target caption."""
        number = self.statement.place_of.get(LineId(name))
        if number is not None:
            found = {number: fact("line-by-id")}
        else:
            found = {
                number: self.evidence_of_name(number, plain)
                for plain in map(plain_name, spellings(name))
                for number in self._names.of_name(plain)
            }
        yield from self._matches({number: (SAME, evidence) for number, evidence in found.items()})

    def with_catalogue_line(self, name: str) -> Iterator[LineMatch]:
        known = catalogue_line_of(name)
        numbers = self._in_catalogue.get(known, set()) if known else set()
        yield from self._matches(dict.fromkeys(numbers, (SAME_IN_CATALOGUE, fact("line-of-catalogue"))))

    def with_similar_name(self, name: str) -> Iterator[LineMatch]:
        """Yield the lines with a similar name, and those whose name begins with ``name`` and goes on."""
        found: dict[int, tuple[float, Fact]] = {}
        for plain in map(plain_name, spellings(name)):
            for number, score in self._names.alike(plain, ALIKE_ENOUGH).items():
                if not any(differ_by_number(plain, known) for known in self._names.names_of(number)):
                    found[number] = score, fact("line-alike", score=int(score))
            for number in self._names.with_beginning(plain) if _tells_enough(plain) else ():
                if self._begins_with(number, plain) and found.get(number, (0.0,))[0] < BEGINS_LIKE:
                    found[number] = BEGINS_LIKE, fact("line-begins-with", text=name)
        yield from self._matches(found)

    def _begins_with(self, number: int, plain: str) -> bool:
        """True if a name of a line begins with whole words of ``plain``, or with a text as long as exports keep."""
        whole = plain if len(plain) >= CUT_OFF or not plain.isascii() else f"{plain} "
        return any(name.startswith(whole) for name in self._names.names_of(number))

    def _matches(self, found: dict[int, tuple[float, Fact]]) -> Iterator[LineMatch]:
        return (self.match(number, *found[number]) for number in sorted(found) if self.carries_legs(number))


def names_of_line(line: Line) -> Iterator[str]:
    """Yield what a line is called, in each language of a bilingual caption."""
    for name in filter(None, (line.caption, *line.aliases, line.target_caption)):
        yield from spellings(name)


def _are_called_alike(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    return len(lines) == len(others) and all(
        line is other
        or (line.caption, line.aliases, line.target_caption, line.section)
        == (other.caption, other.aliases, other.target_caption, other.section)
        for line, other in zip(lines, others, strict=True)
    )


def _tells_enough(name: str) -> bool:
    return len(name.split()) >= ENOUGH_WORDS if name.isascii() else len(name) >= ENOUGH_CHARACTERS


@cache
def _catalogue_names() -> tuple[NameIndex, tuple[CatalogueLine, ...]]:
    names, lines = zip(*catalogue_lines().items(), strict=True)
    return NameIndex(enumerate(names)), lines


def _catalogue_lines_found(wanted: str) -> Iterable[CatalogueLine]:
    """Return the lines of the catalogue of which one name begins with a text, or has its initials or words."""
    names, lines = _catalogue_names()
    numbers = names.with_beginning(wanted) | names.with_initials(wanted) | names.with_parts_of_words(wanted)
    return {lines[number] for number in numbers}


@dataclass(frozen=True, slots=True)
class _Search:
    """One way to find lines. ``score``: of the worst line found; ``measure``: from 0 to 1, how much better one is."""

    find: Callable[[_Lines, str], set[int]]
    evidence: Callable[[_Lines, int, str], Fact]
    score: float
    best_score_above: float = 0.0
    measure: Callable[[_Lines, int, str], float] = _Lines.share


_SEARCHES = (
    _Search(_Lines.of_name, _Lines.evidence_of_name, SAME),
    _Search(_Lines.of_catalogue_line, _Lines.evidence_of_catalogue, SAME_IN_CATALOGUE),
    _Search(_Lines.with_beginning, _Lines.evidence_of_beginning, *BEGINNING),
    _Search(_Lines.with_initials, _Lines.evidence_of_initials, *INITIALS),
    _Search(_Lines.with_beginnings_of_words, _Lines.evidence_of_words, *BEGINNINGS_OF_WORDS),
    _Search(_Lines.with_parts_of_words, _Lines.evidence_of_words, *PARTS_OF_WORDS),
    _Search(_Lines.with_words_of_section, _Lines.evidence_of_section, 49),
    _Search(_Lines.of_name_in_catalogue, _Lines.evidence_of_catalogue, 45),
)
"""The surest first: each finds worse lines than the one before."""
_SEARCHES_FOR_SLIPS = (
    _Search(_Lines.with_words_like, _Lines.evidence_of_likeness, *WORDS_LIKE, measure=_Lines.likeness),
    _Search(_Lines.with_name_like, _Lines.evidence_of_likeness, *NAME_LIKE, measure=_Lines.likeness),
)
"""The searches for a text that nothing else finds."""
