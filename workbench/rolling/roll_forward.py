"""Rolling forward: the project of the next period, made of earlier ones.

Lines, totals, concepts, differences, conclusions, notes, texts, scenarios, import layouts and own signs are carried;
the figures of the last year end, and of the same span a year earlier, are comparatives and locked; the new period is
empty but for the opening amounts of the differences. What was said of the earlier period stays with it: comments,
evidence, ticks, cross references, open items, uncorrected differences, thresholds and accepted failing checks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.commands.figures import with_decimals_of_effects, with_decimals_of_figures
from workbench.domain.adjustments import (
    Adjustment,
    EntryId,
    JournalEntry,
    Readiness,
)
from workbench.domain.comparatives import Comparative
from workbench.domain.completeness import Completeness
from workbench.domain.facts import fact
from workbench.domain.findings import Finding
from workbench.domain.ids import LineId, StatementId
from workbench.domain.import_layouts import ImportLayouts
from workbench.domain.maps import Map
from workbench.domain.periods import Period, PeriodId, name_of_period
from workbench.domain.project import Project
from workbench.domain.scenarios import Scenarios
from workbench.domain.sources import SourceFigure, SourceFigures, SourceFile
from workbench.domain.statements import FigureKey, LineRole, Row, Scope, Statement
from workbench.domain.subjects import AdjustmentSubject, StatementSubject
from workbench.domain.ticks import OwnSigns
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH, Words
from workbench.rolling.carried_entries import Carry, CarryChoices, OpeningEntry, entries_carried
from workbench.rolling.carried_texts import carried_texts
from workbench.rolling.differences_joined import joined_differences
from workbench.rolling.earlier_differences import EarlierDifferences
from workbench.rolling.earlier_sources import EarlierSource
from workbench.rolling.held_projects import HeldProject, factor_between, in_order
from workbench.rolling.joined_statements import Joined, best_partner, join
from workbench.rolling.oddities import (
    differences_of_lines,
    frameworks_differ,
    oddity,
    restated_figures,
    unit_converted,
)
from workbench.rolling.periods_of_roll import PeriodsOfRoll, shows_instants
from workbench.rolling.rolled_statements import RolledStatement
from workbench.wording.periods import short_phrase

INCLUDED = CarryChoices()


@dataclass(frozen=True)
class Rolled:
    """``project``: of the new period. ``openings``: what can be carried, entry by entry; ``choices``: how it was.

    What a reader should know, in the project's findings of the import, is in ``oddities`` alone.
    """

    project: Project
    openings: tuple[OpeningEntry, ...]
    choices: CarryChoices
    oddities: tuple[Finding, ...]


def roll_forward(
    held: Sequence[HeldProject], periods: PeriodsOfRoll, choices: CarryChoices = INCLUDED, words: Words = ENGLISH
) -> Rolled:
    """Return the project of a new period. ``words``: the language of the memos of carried entries.

    Raises WorkbenchError if the projects do not belong together, or hold the new period or a later one.
    """
    return _Roll(in_order(held), periods, choices, words).outcome()


class _Roll:
    """One roll-forward; ``ordered``: the earlier projects, the latest first."""

    def __init__(
        self, ordered: tuple[HeldProject, ...], periods: PeriodsOfRoll, choices: CarryChoices, words: Words
    ) -> None:
        self._ordered, self._periods, self._choices, self._words = ordered, periods, choices, words
        self._base = ordered[0].project
        self._sources = {held.name: EarlierSource(held) for held in ordered}
        self._oddities: list[Finding] = []
        self._ids_of, self._differences = joined_differences(ordered)
        self._holders: dict[Scope, HeldProject] = {}
        self._known_periods: dict[PeriodId, Period] = {}
        for each in reversed(ordered):
            self._known_periods.update(each.project.periods)
        self._known_periods.update({period.id: period for period in self._new_periods})

    @property
    def _new_periods(self) -> tuple[Period, ...]:
        periods = self._periods
        made = (periods.flows_before, periods.opening, periods.flows, periods.closing)
        return tuple(replace(period, label=self._known_label(period)) for period in made)

    def _known_label(self, period: Period) -> str:
        known = self._known_periods.get(period.id)
        return known.label if known and known.label else period.label

    def outcome(self) -> Rolled:
        for held in self._ordered:
            self._refuse_later(held)
        rolled_statements = self._rolled_statements()
        statements = tuple(self._statement(rolled_statement) for rolled_statement in rolled_statements)
        figures, files = self._source_figures(rolled_statements)
        adjustments, openings = self._adjustments(rolled_statements, statements)
        statements = tuple(_with_effects(statement, adjustments) for statement in statements)
        shown = dict.fromkeys(period for statement in statements for period in statement.periods)
        self._note_differences()
        texts, quotes = carried_texts(self._ordered, self._periods)
        project = Project(
            entity=self._base.entity,
            frameworks=self._base.frameworks,
            currency=self._base.currency,
            scale=self._base.scale,
            periods=Map({period: self._known_periods[period] for period in shown}),
            statements=statements,
            adjustments=adjustments,
            enabled=frozenset(adjustment.id for adjustment in adjustments),
            sources=files,
            source_figures=figures,
            completeness=self._completeness(shown),
            comparatives=self._comparatives(statements),
            note=next((held.project.note for held in self._ordered if held.project.note), ""),
            texts=texts,
            quotes=quotes,
            scenarios=self._scenarios(),
            layouts=self._layouts(),
            own_signs=self._own_signs(),
        )
        oddities = tuple(self._oddities)
        return Rolled(replace(project, import_findings=oddities), openings, self._choices, oddities)

    def _refuse_later(self, held: HeldProject) -> None:
        if held.last_day >= self._periods.closing.end:
            raise WorkbenchError(
                "{file} already holds figures to {day}. Choose a later period than {period}.",
                file=held.name,
                day=short_phrase(Period(None, held.last_day, "")),
                period=short_phrase(self._periods.flows),
            )

    # ---- statements

    def _rolled_statements(self) -> list[RolledStatement]:
        """Return the statements of all projects: those of the same kind and lines are one."""
        rolled_statements: list[RolledStatement] = []
        for held in self._ordered:
            free = list(rolled_statements)
            for statement in held.project.statements:
                taken = [line.id for rolled_statement in rolled_statements for line in rolled_statement.statement.lines]
                partner = best_partner(statement, [rolled_statement.statement for rolled_statement in free])
                if partner is None:
                    rolled_statements.append(self._rolled_statement_of(held, statement, rolled_statements))
                    continue
                rolled_statement = next(
                    rolled_statement for rolled_statement in free if rolled_statement.statement is partner
                )
                free.remove(rolled_statement)
                joined = join(partner, statement, factor_between(self._base, held.project), taken, is_newer=False)
                rolled_statement.statement = joined.statement
                rolled_statement.joined[held.name] = (statement, joined)
                self._oddities += differences_of_lines(partner, statement, joined, held.name)
        for held in self._ordered[1:]:
            self._oddities += unit_converted(self._base, held.project, held.name)
            self._oddities += frameworks_differ(self._base, held.project, held.name)
        return rolled_statements

    def _rolled_statement_of(
        self, held: HeldProject, statement: Statement, rolled_statements: Sequence[RolledStatement]
    ) -> RolledStatement:
        """Return the rolled statement of one that no later project has, with ids that no other statement uses."""
        taken = [line.id for rolled_statement in rolled_statements for line in rolled_statement.statement.lines]
        own = replace(statement, lines=(), totals=(), ratios=(), figures=Map(), unknown=frozenset())
        if statement.id in {rolled_statement.statement.id for rolled_statement in rolled_statements}:
            own = replace(own, id=StatementId(f"{statement.id}_{len(rolled_statements) + 1}"))
        joined = join(own, statement, factor_between(self._base, held.project), taken, is_newer=True)
        if held is self._ordered[0]:
            joined = _as_it_is(statement)
        return RolledStatement(replace(joined.statement, id=own.id), {held.name: (statement, joined)})

    def _shown_periods(self, rolled_statement: RolledStatement) -> tuple[PeriodId, ...]:
        """Return the periods of a rolled statement: comparatives, those between that a project holds, the new one."""
        (statement, _), *_ = rolled_statement.joined.values()
        project = next(self._sources[name].held.project for name in rolled_statement.joined)
        wanted = [self._periods.comparative_of(statement, project), self._periods.new_of(statement, project)]
        between = [
            known
            for name, (own, _) in rolled_statement.joined.items()
            for key in own.periods
            if self._periods.is_between(known := self._sources[name].held.project.periods[key])
            and known.is_instant == shows_instants(statement, project)
            and self._sources[name].held.holds(own, key)
        ]
        periods = {period.id: period for period in (*wanted, *between)}
        return tuple(sorted(periods, key=lambda key: (periods[key].months, periods[key].end)))

    def _holder(self, rolled_statement: RolledStatement, period: PeriodId) -> HeldProject | None:
        """Return the project from which a period is taken: the latest that reconciles it, else that states it."""
        held_by = {name: self._sources[name].held for name in rolled_statement.joined}
        holding = [
            held_by[name] for name, (own, _) in rolled_statement.joined.items() if held_by[name].holds(own, period)
        ]
        reconciled = [held for held in holding if period in rolled_statement.joined[held.name][0].reconciled]
        return next(iter(reconciled or holding), None)

    def _statement(self, rolled_statement: RolledStatement) -> Statement:
        """Return a rolled statement with the figures of its comparatives, and none in the new period."""
        statement, shown = rolled_statement.statement, self._shown_periods(rolled_statement)
        rows: dict[LineId, list[Decimal | None]] = {
            line.id: [None] * len(shown) for line in statement.lines if line.role is not LineRole.HEADING
        }
        unknown = {(line, period) for line in rows for period in shown}
        reconciled: set[PeriodId] = set()
        for column, period in enumerate(shown):
            held = self._holder(rolled_statement, period)
            if held is None or period in (self._periods.flows.id, self._periods.closing.id):
                continue
            self._holders[statement.id, period] = held
            own, joined = rolled_statement.joined[held.name]
            if period in own.reconciled:
                reconciled.add(period)
            for line in own.lines:
                if line.role is not LineRole.HEADING and (line.id, period) not in own.unknown:
                    here = joined.line_of[line.id]
                    rows[here][column] = joined.amount_here(line.id, own.figure(line.id, period))
                    unknown.discard((here, period))
            self._oddities += restated_figures(
                rolled_statement.joined, statement, self._known_periods[period], held.name
            )
        figures: dict[LineId, Row] = {line: tuple(row) for line, row in rows.items()}
        rolled = replace(
            statement,
            periods=shown,
            figures=Map(figures),
            unknown=frozenset(unknown),
            reconciled=frozenset(reconciled),
        )
        return with_decimals_of_figures(rolled, figures)

    def _comparatives(self, statements: Sequence[Statement]) -> Map[Scope, Comparative]:
        new = (self._periods.flows.id, self._periods.closing.id)
        comparatives: dict[Scope, Comparative] = {}
        for statement in statements:
            for period in statement.periods:
                if period in new:
                    continue
                held = self._holders.get((statement.id, period))
                comparatives[statement.id, period] = Comparative(held.name if held else "")
                if held is None:
                    what = fact(
                        "no-project-holds",
                        statement=statement.title_fact,
                        period=name_of_period(self._known_periods[period]),
                    )
                    self._oddities.append(oddity(what, StatementSubject(statement.id, period)))
        return Map(comparatives)

    # ---- sources

    def _source_figures(
        self, rolled_statements: Sequence[RolledStatement]
    ) -> tuple[SourceFigures, tuple[SourceFile, ...]]:
        """Return what the earlier projects state of the comparatives, and their files."""
        figures: list[SourceFigure] = []
        sheets: dict[str, list[str]] = {held.name: [] for held in self._ordered}
        for rolled_statement in rolled_statements:
            for (key, period), held in self._holders.items():
                if key != rolled_statement.statement.id:
                    continue
                own, joined = rolled_statement.joined[held.name]
                source = self._sources[held.name]
                figures += source.figures(own, self._known_periods[period], joined, self._ids_of[held.name])
                sheets[held.name].append(source.sheet(own, period))
        files = (self._sources[name].file(tuple(of_file)) for name, of_file in sheets.items())
        return SourceFigures(figures), tuple(files)

    # ---- differences

    def _adjustments(
        self, rolled_statements: Sequence[RolledStatement], statements: Sequence[Statement]
    ) -> tuple[tuple[Adjustment, ...], tuple[OpeningEntry, ...]]:
        adjustments: list[Adjustment] = []
        openings: list[OpeningEntry] = []
        statement_of = {line.id: statement for statement in statements for line in statement.lines}
        mapped_projects = [self._differences_of(rolled_statements, held) for held in self._ordered]
        for rolled in self._differences:
            entries: dict[EntryId, JournalEntry] = {}
            stated_for: set[Scope] = set()
            unknown: set[FigureKey] = set()
            own_openings: list[OpeningEntry] = []
            file = ""
            for held, mapped in zip(self._ordered, mapped_projects, strict=True):
                for known in mapped.adjustments_of(rolled.id):
                    copied = mapped.entries(known, entries)
                    entries.update(copied)
                    stated_for |= mapped.stated_for(known)
                    unknown |= mapped.unknown(known)
                    of_opening = tuple(mapped.openings(known, rolled))
                    own_openings += of_opening
                    file = held.name if of_opening else file
            made = entries_carried(own_openings, self._choices, self._periods, file, Map(entries), self._words)
            self._note_reversals(rolled, own_openings)
            if any(self._choices.of(opening) in (Carry.INCLUDE, Carry.REVERSE) for opening in own_openings):
                at_opening = {line for line, period in unknown if period == self._periods.opening.id}
                unknown |= {(line, self._periods.closing.id) for line in at_opening}
            stated_for |= {(statement_of[leg.line].id, leg.period) for entry in made.values() for leg in entry.legs}
            openings += own_openings
            adjustments.append(
                replace(
                    rolled,
                    entries=Map({**entries, **made}),
                    stated_for=frozenset(stated_for),
                    unknown=frozenset(unknown),
                    readiness=Readiness.DRAFT,
                )
            )
        return tuple(adjustments), tuple(openings)

    def _differences_of(self, rolled_statements: Sequence[RolledStatement], held: HeldProject) -> EarlierDifferences:
        taken = {scope for scope, holder in self._holders.items() if holder is held}
        source, ids = self._sources[held.name], self._ids_of[held.name]
        return EarlierDifferences(source, rolled_statements, ids, taken, self._periods.opening, self._words)

    def _note_reversals(self, rolled: Adjustment, openings: Iterable[OpeningEntry]) -> None:
        for opening in openings:
            choice = self._choices.of(opening)
            subject, memo = AdjustmentSubject(rolled.id), opening.memo or rolled.name
            if choice is Carry.REVERSE and not opening.profit:
                what = fact("reversed-without-profit-line", difference=rolled.name, entry=memo)
                self._oddities.append(oddity(what, subject, is_warning=True))
            elif choice is not Carry.INCLUDE:
                what = fact("not-carried-as-it-was", difference=rolled.name, entry=memo, choice=fact(f"carry-{choice}"))
                self._oddities.append(oddity(what, subject))

    def _note_differences(self) -> None:
        """Say which differences only earlier projects have: they are kept, and may have ended."""
        base = set(self._ids_of[self._ordered[0].name].values())
        for rolled in self._differences:
            if rolled.id not in base:
                file = next(name for name, ids in self._ids_of.items() if rolled.id in ids.values())
                what = fact("difference-of-earlier-project", difference=rolled.name, file=file)
                self._oddities.append(oddity(what, AdjustmentSubject(rolled.id)))
        for name, ids in self._ids_of.items():
            known = self._sources[name].held.project.adjustment_by_id
            for own, here in ids.items():
                now = next(rolled.name for rolled in self._differences if rolled.id == here)
                if known[own].name != now:
                    what = fact("difference-was-called", difference=now, former=known[own].name, file=name)
                    self._oddities.append(oddity(what, AdjustmentSubject(here)))

    # ---- what else is carried

    def _completeness(self, shown: Mapping[PeriodId, None]) -> Completeness:
        """Return the conclusions of the comparatives, and the latest of each kind for the new period, unconfirmed."""
        new = self._periods.flows.id if self._periods.flows.id in shown else self._periods.closing.id
        considered = {
            key: consideration
            for held in reversed(self._ordered)
            for key, consideration in held.project.completeness.items()
        }
        kept = {key: consideration for key, consideration in considered.items() if key[1] in shown}
        for (kind, _), consideration in sorted(
            considered.items(), key=lambda item: (self._known_periods[item[0][1]].end, item[0])
        ):
            kept[kind, new] = replace(consideration, is_carried=True)
        return Map(kept)

    def _layouts(self) -> ImportLayouts:
        layouts = [held.project.layouts for held in reversed(self._ordered)]
        return Map({key: layout for of_project in layouts for key, layout in of_project.items()})

    def _own_signs(self) -> OwnSigns:
        signs = [held.project.own_signs for held in reversed(self._ordered)]
        return Map({sign: meaning for of_project in signs for sign, meaning in of_project.items()})

    def _scenarios(self) -> Scenarios:
        return Map(
            {
                name: frozenset(self._ids_of[held.name][key] for key in switches)
                for held in reversed(self._ordered)
                for name, switches in held.project.scenarios.items()
            }
        )


def _with_effects(statement: Statement, adjustments: Sequence[Adjustment]) -> Statement:
    """Return a statement that is reconciled also where amounts were carried, with the decimals that effects need."""
    stated = {period for adjustment in adjustments for key, period in adjustment.stated_for if key == statement.id}
    finer = with_decimals_of_effects(statement, adjustments)
    return replace(finer, reconciled=finer.reconciled | stated)


def _as_it_is(statement: Statement) -> Joined:
    ids = {line.id: line.id for line in statement.lines}
    return Joined(statement, ids, dict.fromkeys(ids, Decimal(1)), (), (), {}, (), {})
