"""Builders of projects: any tree of totals, any entries, any switches; and the obvious definition of their results."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from workbench.domain.adjustments import Adjustment, Entries, EntryId, JournalEntry, Leg, Nature, entry_id
from workbench.domain.frameworks import Framework, Frameworks
from workbench.domain.ids import Ids, LineId, StatementId
from workbench.domain.maps import Map
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.statements import Concept, FigureKey, Line, LineRole, Statement, StatementKind, Total

PERIODS = (Period(None, date(2022, 12, 31), "December 31, 2022"), Period(None, date(2023, 6, 30), "June 30, 2023"))
OPENING, CLOSING = (period.id for period in PERIODS)

Amounts = Mapping[str, object]


def project_of(
    figures: Mapping[LineId, tuple[Decimal | None, Decimal | None]],
    totals: Mapping[LineId, tuple[tuple[LineId, int], ...]],
    entries: Mapping[str, Mapping[FigureKey, Decimal]],
    enabled: Iterable[str] | None = None,
    decimals: int = 0,
    unknown: Iterable[FigureKey] = (),
) -> Project:
    """Return a project of one balance sheet with two dates, reconciled on both."""
    lines = tuple(
        Line(line, line.capitalize(), role=LineRole.TOTAL if line in totals else LineRole.LINE, decimals=decimals)
        for line in figures
    )
    statement = Statement(
        id="position",
        kind=StatementKind.FINANCIAL_POSITION,
        title="Balance sheet",
        periods=(OPENING, CLOSING),
        lines=lines,
        totals=tuple(Total(line, parts) for line, parts in totals.items()),
        figures=Map(figures),
        reconciled=frozenset((OPENING, CLOSING)),
        unknown=frozenset(unknown),
    )
    adjustments = tuple(
        Adjustment(
            key,
            key.capitalize(),
            entries=entries_of(cells),
            stated_for=frozenset((StatementId("position"), period) for period in (OPENING, CLOSING)),
        )
        for key, cells in entries.items()
    )
    return Project(
        entity="Example Ltd",
        frameworks=Frameworks(Framework("US GAAP"), Framework("IFRS")),
        currency="RMB",
        scale=1000,
        periods=Map({period.id: period for period in PERIODS}),
        statements=(statement,),
        adjustments=adjustments,
        enabled=frozenset(entries if enabled is None else enabled),
    )


CONCEPTS_OF_TOTALS = {"assets": Concept.TOTAL_ASSETS, "equity": Concept.TOTAL_EQUITY}
TOTALS = {
    "current": (("cash", 1), ("loans", 1)),
    "fixed": (("land", 1), ("depreciation", -1)),
    "assets": (("current", 1), ("fixed", 1)),
    "equity": (("capital", 1), ("reserves", 1)),
}
LINES = ("cash", "loans", "current", "land", "depreciation", "fixed", "assets", "capital", "reserves", "equity")


def balance_sheet(
    differences: Mapping[str, tuple[Nature | None, Mapping[LineId, int]]], unknown: LineId | None = None
) -> Project:
    """Return a balance sheet of nils with differences of any nature, by what they enter on its last day.

    ``unknown``: the line on which no effect is known.
    """
    entries = {
        key: {(line, CLOSING): Decimal(amount) for line, amount in entered.items()}
        for key, (_, entered) in differences.items()
    }
    project = project_of(dict.fromkeys(LINES, (Decimal(0), Decimal(0))), TOTALS, entries)
    (statement,) = project.statements
    lines = tuple(replace(line, concept=CONCEPTS_OF_TOTALS.get(line.id)) for line in statement.lines)
    adjustments = tuple(
        adjustment.with_attributes(
            nature=differences[adjustment.id][0],
            stated_for=frozenset({(statement.id, CLOSING)}),
            unknown=frozenset({(unknown, CLOSING)} if unknown else ()),
        )
        for adjustment in project.adjustments
    )
    return replace(project, statements=(replace(statement, lines=lines),), adjustments=adjustments)


def names_of(frameworks: Frameworks) -> tuple[str, ...]:
    """Return every text by which frameworks are called: their names, and what heads them."""
    return tuple(text for framework in frameworks for text in (framework.name, framework.heading) if text)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Any acyclic totals over any lines (a line may count in several), any entries, totals included, any switches."""
    size = draw(st.integers(2, 9))
    names = [f"line_{number}" for number in range(size)]
    decimals = draw(st.integers(0, 3))
    amounts = st.integers(-(10**9), 10**9).map(lambda units: Decimal(units).scaleb(-decimals))
    blanks = st.none() | amounts
    figures = {name: (draw(blanks), draw(blanks)) for name in names}
    totals = {}
    for number, name in enumerate(names[1:], 1):
        if draw(st.booleans()):
            parts = draw(st.lists(st.sampled_from(names[:number]), min_size=1, unique=True))
            totals[name] = tuple((part, draw(st.sampled_from((1, -1)))) for part in parts)
    cells = st.tuples(st.sampled_from(names), st.sampled_from((OPENING, CLOSING)))
    nonzero = amounts.filter(bool)
    entries = {
        f"difference_{number}": draw(st.dictionaries(cells, nonzero, max_size=6))
        for number in range(draw(st.integers(0, 4)))
    }
    enabled = draw(st.sets(st.sampled_from(sorted(entries)))) if entries else set()
    order = draw(st.permutations(names))
    shuffled = {name: figures[name] for name in order}
    return project_of(shuffled, totals, entries, enabled, decimals)


def entries_of(amounts: Mapping[FigureKey, Decimal]) -> Entries:
    """Return an entry of one leg for each amount, typed."""
    return Map(
        {entry_id(*cell): JournalEntry(entry_id(*cell), (Leg(*cell, amount),)) for cell, amount in amounts.items()}
    )


def difference_of(name: str, statement: str, *entries: Mapping[FigureKey, Decimal]) -> Adjustment:
    """Return a difference that no source states: each of ``entries`` is a journal entry of the amounts in it."""
    made: dict[EntryId, JournalEntry] = {}
    for number, amounts in enumerate(entries, 1):
        legs = tuple(Leg(*cell, amount) for cell, amount in amounts.items())
        key = entry_id(*legs[0].cell, made)
        made[key] = JournalEntry(key, legs, memo=f"entry {number}", reference=f"JV {number}")
    stated_for = frozenset((statement, period) for amounts in entries for _, period in amounts)
    return Adjustment(
        Ids().new(name, "difference"),
        name,
        "a note",
        ("ASC 842", "IFRS 16"),
        entries=Map(made),
        stated_for=stated_for,
    )


def obvious_effect(project: Project, adjustment: str, line: LineId, period: str) -> Decimal:
    """The definition: what is entered on the line, and what reaches its parts."""
    entered = project.adjustment_by_id[adjustment].effects.get((line, period), Decimal(0))
    parts = project.statements[0].total_of[line].parts if line in project.statements[0].total_of else ()
    below = (weight * obvious_effect(project, adjustment, part, period) for part, weight in parts)
    return sum(below, entered)


def obvious_result(project: Project, line: LineId, period: str) -> Decimal | None:
    """The definition: as reported + the effects of what is on; blank and not moved by any of them stays blank."""
    figure = project.statements[0].figure(line, period)
    effects = [obvious_effect(project, adjustment, line, period) for adjustment in project.enabled]
    return None if figure is None and not any(effects) else sum(effects, figure or Decimal(0))
