"""A new workbook taken into a project that was rolled forward: its lines found again, its figures in the new period.

What was published last stays: a figure that the workbook states otherwise for a locked comparative stands beside it and
fails the agreement of sources, until one of them is said to be restated. Nothing that the user made is touched.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from workbench.commands.figures import with_decimals_of_effects, with_decimals_of_figures
from workbench.domain.adjustments import (
    Adjustment,
    BroughtForward,
    EntryId,
    FromSource,
    JournalEntry,
    arrange,
    entry_id,
)
from workbench.domain.amounts import half_a_digit
from workbench.domain.facts import fact
from workbench.domain.findings import Finding
from workbench.domain.ids import AdjustmentId, Ids, LineId, StatementId
from workbench.domain.import_report import Inference
from workbench.domain.maps import Map
from workbench.domain.periods import Period, PeriodId, short_name_of_period
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole, SourceFigure, SourceFigures
from workbench.domain.statements import FigureKey, LineRole, LineUnit, Row, Scope, Statement, Total
from workbench.domain.subjects import (
    AdjustmentSubject,
    EntrySubject,
    FigureSubject,
    LineSubject,
    StatementSubject,
    Subject,
)
from workbench.errors import WorkbenchError
from workbench.rolling.differences_joined import same_differences, with_description_of
from workbench.rolling.held_projects import factor_between, is_same_company
from workbench.rolling.joined_statements import Joined, best_partner, join
from workbench.rolling.oddities import ROLLED, changes_of_lines, oddity, unit_converted
from workbench.rolling.own_work import own_work

ZERO = Decimal(0)
SAID_BY_THE_PROJECT = frozenset(("frameworks-assumed", "no-entity-named", "no-currency-named"))
"""What an import finds that the workbook does not name, and the project knows."""
VANISHED, SPLIT, HELD_BY_NONE = "line-vanished", "line-split", "no-project-holds"
SHOWN_ONCE = frozenset(
    ("line-appeared", "line-renamed", "statement-appeared", "difference-appeared", "carried-gives-way")
)
"""What is only seen while a workbook is taken in for the first time."""
SEPARATOR = ", "
"""Between the names of files that are taken in together."""


def belongs_into(project: Project, imported: Project) -> bool:
    """Return whether an import is taken into a project: one that was rolled forward, of the same company."""
    return bool(project.comparatives) and is_same_company(project.entity, imported.entity)


def with_new_workbook(project: Project, imported: Project) -> Project:
    """Return ``project`` with what ``imported`` states. Raises WorkbenchError if it is in another currency."""
    if imported.currency and project.currency and imported.currency != project.currency:
        raise WorkbenchError(
            "The workbook is in {currency}, the project in {kept}. Amounts in two currencies cannot stand side by "
            "side. Import the statements in {kept}, or begin a new project.",
            currency=imported.currency,
            kept=project.currency,
        )
    return _Taking(project, imported).outcome()


@dataclass(frozen=True)
class _Pair:
    """A statement of the workbook, with the one that it is here."""

    own: Statement
    joined: Joined


class _Taking:
    def __init__(self, project: Project, imported: Project) -> None:
        self._project, self._imported = project, imported
        self._file = SEPARATOR.join(source.name for source in imported.sources)
        self._new_files = {source.name for source in imported.sources}
        self._oddities: list[Finding] = []
        self._ids_of = same_differences(project.adjustments, imported.adjustments)
        self._pairs: dict[StatementId, _Pair] = {}
        self._own_work = own_work(project)
        self._stated = {
            (figure.line, figure.period): figure
            for figure in reversed(project.source_figures)
            if figure.role is FigureRole.AS_REPORTED and figure.cell.file not in project.earlier_files
        }

    def outcome(self) -> Project:
        project, imported = self._project, self._imported
        self._oddities += unit_converted(project, imported, self._file)
        statements = self._statements()
        figures = SourceFigures((*self._figures_kept(), *self._new_figures()))
        merged = replace(
            project,
            entity=project.entity or imported.entity,
            currency=project.currency or imported.currency,
            periods=project.periods.with_items(
                {key: period for key, period in imported.periods.items() if key not in project.periods}
            ),
            statements=statements,
            sources=(
                *(source for source in project.sources if source.name not in self._new_files),
                *imported.sources,
            ),
            source_figures=figures,
            layouts=project.layouts.with_items(imported.layouts) if imported.layouts else project.layouts,
            restated=Map({cell: reason for cell, reason in project.restated.items() if cell in figures.by_source_cell}),
            import_report=replace(
                imported.import_report,
                cells=(
                    *(used for used in project.import_report.cells if used.file not in self._new_files),
                    *imported.import_report.cells,
                ),
                inferences=(
                    *(inference for inference in project.import_report.inferences if self._is_kept(inference)),
                    *imported.import_report.inferences,
                ),
            ),
        )
        merged = self._with_differences(merged)
        return replace(merged, import_findings=(*self._findings_kept(), *self._new_findings(), *self._new_oddities()))

    def _is_kept(self, inference: Inference) -> bool:
        """Return whether an inference is of other files; one of none is kept unless it is made again."""
        if inference.where is None:
            return inference not in self._imported.import_report.inferences
        return inference.where.file not in self._new_files

    # ---- statements

    def _statements(self) -> tuple[Statement, ...]:
        """Return the project's statements with what the workbook states, and then the workbook's other statements."""
        project, factor = self._project, factor_between(self._project, self._imported)
        statements = list(project.statements)
        free = list(project.statements)
        ids = Ids(statement.id for statement in project.statements)
        taken = [line.id for statement in project.statements for line in statement.lines]
        for own in self._imported.statements:
            partner = best_partner(own, free)
            if partner is None:
                here = replace(own, id=StatementId(ids.new(own.id, own.title)), lines=(), totals=(), ratios=())
                here = replace(here, figures=Map(), unknown=frozenset(), periods=(), reconciled=frozenset())
                joined = join(here, own, factor, taken, is_newer=True)
                what = fact("statement-appeared", statement=own.title_fact, file=self._file)
                self._oddities.append(oddity(what, StatementSubject(here.id)))
                statements.append(self._with_figures(own, joined))
            else:
                free.remove(partner)
                joined = join(partner, own, factor, taken, is_newer=True, own=self._own_work.lines)
                self._oddities += changes_of_lines(partner, own, joined, self._file)
                statements[statements.index(partner)] = self._with_figures(own, joined)
            taken += joined.appeared
            self._pairs[own.id] = _Pair(own, joined)
        for statement in free:
            if not any(statement.id == pair.joined.statement.id for pair in self._pairs.values()):
                what = fact("statement-not-in-file", statement=statement.title_fact, file=self._file)
                self._oddities.append(oddity(what, StatementSubject(statement.id)))
        return tuple(statements)

    def _with_figures(self, own: Statement, joined: Joined) -> Statement:
        """Return a statement with the figures of the workbook in all columns that are not locked."""
        statement = _with_periods(joined.statement, own.periods, self._known_periods())
        here_of = {line.id: joined.line_of[line.id] for line in own.lines if line.role is not LineRole.HEADING}
        rows = {line: list(row) for line, row in statement.figures.items()}
        unknown = set(statement.unknown)
        for period in own.periods:
            if self._project.is_locked(statement.id, period):
                self._fill_locked(statement, own, joined, period, rows, unknown)
                continue
            column = statement.column_of[period]
            for line, here in here_of.items():
                if self._is_edited(statement, here, period):
                    continue
                rows[here][column] = joined.amount_here(line, own.figure(line, period))
                (unknown.add if (line, period) in own.unknown else unknown.discard)((here, period))
            for here in rows.keys() - set(here_of.values()):
                if self._was_stated_by_these_files((here, period)):
                    rows[here][column] = None
                    unknown.add((here, period))
        figures: dict[LineId, Row] = {line: tuple(row) for line, row in rows.items()}
        own_periods = [period for period in own.periods if not self._project.is_locked(statement.id, period)]
        filled = replace(
            statement,
            figures=Map(figures),
            unknown=frozenset(unknown),
            reconciled=statement.reconciled | (own.reconciled & set(own_periods)),
        )
        return with_decimals_of_figures(filled, figures)

    def _known_periods(self) -> Mapping[PeriodId, Period]:
        return {**self._imported.periods, **self._project.periods}

    def _fill_locked(
        self,
        statement: Statement,
        own: Statement,
        joined: Joined,
        period: PeriodId,
        rows: dict[LineId, list[Decimal | None]],
        unknown: set[FigureKey],
    ) -> None:
        """Fill figures that were not published last: nils, and those that fill what the totals did not show.

        Of a line that was split, the parts do not: the total would count it twice.
        """
        column = statement.column_of[period]
        totals_with: dict[LineId, list[Total]] = {}
        for total in statement.totals:
            for part, _ in total.parts:
                totals_with.setdefault(part, []).append(total)
        known = {line for line, row in rows.items() if (line, period) not in unknown}
        for line in own.lines:
            here = joined.line_of[line.id]
            if line.role is LineRole.HEADING or here in known or (line.id, period) in own.unknown:
                continue
            amount = joined.amount_here(line.id, own.figure(line.id, period))
            if not amount or _fills(totals_with.get(here, ()), here, column, amount, rows):
                rows[here][column] = amount
                unknown.discard((here, period))

    def _is_edited(self, statement: Statement, line: LineId, period: PeriodId) -> bool:
        """Return whether a figure is the user's: one that no source stated before, or blank where one did."""
        if (line, period) in statement.unknown:
            return False
        stated = {figure.amount for figure in self._project.as_reported_sources((line, period))}
        return statement.figure(line, period) not in (stated or {None})

    def _was_stated_by_these_files(self, cell: FigureKey) -> bool:
        stated = self._stated.get(cell)
        return stated is not None and stated.cell.file in self._new_files

    @cached_property
    def _pair_of(self) -> Mapping[LineId, _Pair]:
        """The statement that has each line of the workbook."""
        return {line.id: pair for pair in self._pairs.values() for line in pair.own.lines}

    # ---- sources

    def _figures_kept(self) -> Iterator[SourceFigure]:
        """Yield what earlier projects and other workbooks state."""
        return (figure for figure in self._project.source_figures if figure.cell.file not in self._new_files)

    def _new_figures(self) -> Iterator[SourceFigure]:
        coarser = max(factor_between(self._project, self._imported), Decimal(1))
        for figure in self._imported.source_figures:
            pair = self._pair_of[figure.line]
            factor, unit = pair.joined.factors[figure.line], pair.own.line_by_id[figure.line].unit
            is_of_adjustment = figure.role.is_of_an_adjustment
            slack = figure.slack * abs(factor)
            if unit is LineUnit.MONEY and coarser > 1 and not slack:
                slack = half_a_digit(0) * coarser
            yield figure._replace(
                line=pair.joined.line_of[figure.line],
                amount=None if figure.amount is None else figure.amount * factor,
                slack=slack,
                adjustment_or_currency=(
                    self._ids_of[figure.adjustment] if is_of_adjustment else figure.adjustment_or_currency
                ),
            )

    # ---- differences

    def _with_differences(self, merged: Project) -> Project:
        """Return the project with the differences that the workbook states, in place of what was carried there."""
        known = {adjustment.id: adjustment for adjustment in merged.adjustments}
        of_line = {line.id: statement.id for statement in merged.statements for line in statement.lines}
        stated_for: set[Scope] = set()
        for own in self._imported.adjustments:
            here, scopes = self._ids_of[own.id], self._scopes(own)
            if here not in known:
                known[here] = own.with_attributes(id=here, entries=Map(), stated_for=frozenset(), unknown=frozenset())
                what = fact("difference-appeared", difference=own.name, file=self._file)
                self._oddities.append(oddity(what, AdjustmentSubject(here)))
            stated_for |= scopes
            known[here] = self._with_effects(of_line, known[here], own, scopes)
        self._note_missing(merged, of_line, stated_for)
        return replace(
            merged,
            adjustments=arrange(known.values()),
            enabled=merged.enabled | (known.keys() - merged.adjustment_by_id.keys()),
            statements=tuple(with_decimals_of_effects(statement, known.values()) for statement in merged.statements),
        )

    def _scopes(self, own: Adjustment) -> set[Scope]:
        """Return for which statements and periods here, none of them locked, the workbook states a difference."""
        scopes = ((self._pairs[key].joined.statement.id, period) for key, period in own.stated_for)
        return {scope for scope in scopes if not self._project.is_locked(*scope)}

    def _note_missing(self, merged: Project, of_line: Mapping[LineId, StatementId], stated_for: set[Scope]) -> None:
        """Say which differences were carried to where the workbook states others and not these."""
        found = set(self._ids_of.values())
        for adjustment in merged.adjustments:
            carried = {
                (of_line[leg.line], leg.period)
                for entry in adjustment.entries.values()
                if isinstance(entry.origin, BroughtForward)
                for leg in entry.legs
            }
            if adjustment.id not in found and carried & stated_for:
                what = fact("difference-not-in-file", difference=adjustment.name, file=self._file)
                self._oddities.append(oddity(what, AdjustmentSubject(adjustment.id), is_warning=True))

    def _with_effects(
        self, of_line: Mapping[LineId, StatementId], present: Adjustment, own: Adjustment, stated: set[Scope]
    ) -> Adjustment:
        """Return a difference with the effects that the workbook states, but for where there are others.

        What was carried gives way, unless the user has worked on it. ``of_line``: the statement of each line.
        """

        def scope(cell: FigureKey) -> Scope:
            return of_line[cell[0]], cell[1]

        kept_cells = self._cells_kept(present)
        carried = {
            scope(leg.cell)
            for entry in present.entries.values()
            if isinstance(entry.origin, BroughtForward)
            for leg in entry.legs
        }
        in_hand = stated & carried & {scope(cell) for cell in kept_cells}
        scopes = stated - in_hand
        self._note_effects("own-entries-kept", present, in_hand)
        self._note_effects("carried-gives-way", present, scopes & carried)
        if not scopes:
            return present
        changed: dict[EntryId, JournalEntry] = {}
        removed: list[EntryId] = []
        for entry in present.entries.values():
            legs = tuple(leg for leg in entry.legs if leg.cell in kept_cells or scope(leg.cell) not in scopes)
            if self._is_replaced(entry) and not legs:
                removed.append(entry.id)
            elif self._is_replaced(entry) and legs != entry.legs:
                changed[entry.id] = replace(entry, legs=legs)
        changed |= self._entries(own, present, scopes, kept_cells, present.entries.keys() - set(removed))
        unknown = {
            (self._pair_of[line].joined.line_of[line], period)
            for line, period in own.unknown
            if (self._pair_of[line].joined.statement.id, period) in scopes
        }
        unknown |= {cell for cell in present.unknown if scope(cell) not in scopes}
        return (
            with_description_of(present, own)
            .with_entries(changed, removed)
            .with_attributes(stated_for=present.stated_for | scopes, unknown=frozenset(unknown - kept_cells))
        )

    def _is_replaced(self, entry: JournalEntry) -> bool:
        """Return whether an entry was carried, or read from these files before."""
        match entry.origin:
            case FromSource(cell):
                return cell.file in self._new_files
        return isinstance(entry.origin, BroughtForward)

    def _cells_kept(self, present: Adjustment) -> set[FigureKey]:
        """Return the lines and periods of a difference on which the user, or another file, has entries."""
        altered = {cell for adjustment, cell in self._own_work.effects if adjustment == present.id}
        entries = (
            entry
            for entry in present.entries.values()
            if not self._is_replaced(entry) or (present.id, entry.id) in self._own_work.entries
        )
        return altered | {leg.cell for entry in entries for leg in entry.legs}

    def _entries(
        self,
        own: Adjustment,
        present: Adjustment,
        scopes: set[Scope],
        kept_cells: set[FigureKey],
        kept: Collection[EntryId],
    ) -> dict[EntryId, JournalEntry]:
        """Return the entries of the workbook, but for those on ``kept_cells``, and those that the user took out.

        They have the memos that the user gave them. ``kept``: the ids of the entries of ``present`` that stay.
        """
        seen: set[EntryId] = set()
        made: dict[EntryId, JournalEntry] = {}
        for entry in own.entries.values():
            legs = tuple(
                replace(leg, line=joined.line_of[leg.line], amount=leg.amount * joined.factors[leg.line])
                for leg in entry.legs
                if (joined := self._pair_of[leg.line].joined) and (joined.statement.id, leg.period) in scopes
            )
            legs = tuple(leg for leg in legs if leg.cell not in kept_cells)
            if legs:
                key = entry_id(*legs[0].cell, seen, kept)
                seen.add(key)
                known = present.entries.get(key) if (present.id, key) in self._own_work.described else None
                described = replace(entry, memo=known.memo, reference=known.reference) if known else entry
                if (present.id, key) not in self._own_work.entries:
                    made[key] = replace(described, id=key, legs=legs)
        return made

    def _note_effects(self, key: str, difference: Adjustment, scopes: set[Scope]) -> None:
        if scopes:
            known = self._known_periods()
            periods = tuple(short_name_of_period(known[period]) for _, period in sorted(scopes))
            what = fact(key, difference=difference.name, file=self._file, periods=periods)
            self._oddities.append(oddity(what, AdjustmentSubject(difference.id)))

    # ---- findings

    def _findings_kept(self) -> Iterator[Finding]:
        """Yield what was found before, but for what concerned earlier versions of these files.

        What these files were the first to show stays true when they are taken in again.
        """
        vanished = {finding.subject for finding in self._oddities if finding.fact.key == VANISHED}
        filled = {
            StatementSubject(pair.joined.statement.id, period)
            for pair in self._pairs.values()
            for period in pair.own.periods
        }
        for finding in self._project.import_findings:
            if finding.fact.key == HELD_BY_NONE and finding.subject in filled:
                is_kept = False
            elif finding.check != ROLLED:
                is_kept = bool(finding.where) and not any(cell.file in self._new_files for cell in finding.where)
            elif self._new_files.isdisjoint(str(dict(finding.fact.values).get("file", "")).split(SEPARATOR)):
                is_kept = True
            elif finding.fact.key == SPLIT:
                is_kept = finding.subject in vanished
            else:
                is_known = finding.fact.key not in SHOWN_ONCE or finding in self._oddities
                is_kept = not is_known and finding.subject not in vanished
            if is_kept:
                yield finding

    def _new_oddities(self) -> Iterator[Finding]:
        """Yield what is otherwise; a line of which it was said that it is split has not vanished besides."""
        split = {finding.subject for finding in self._project.import_findings if finding.fact.key == SPLIT}
        for finding in self._oddities:
            if finding.fact.key != VANISHED or finding.subject not in split:
                yield finding

    def _new_findings(self) -> Iterator[Finding]:
        return (
            replace(finding, subject=self._here(finding.subject))
            for finding in self._imported.import_findings
            if finding.fact.key not in SAID_BY_THE_PROJECT
        )

    def _here(self, subject: Subject) -> Subject:
        match subject:
            case FigureSubject(statement, line, period, role, adjustment_or_currency):
                pair = self._pairs[statement]
                if role.is_of_an_adjustment:
                    adjustment_or_currency = self._ids_of[AdjustmentId(adjustment_or_currency)]
                here = pair.joined.line_of[line]
                return FigureSubject(pair.joined.statement.id, here, period, role, adjustment_or_currency)
            case LineSubject(statement, line):
                pair = self._pairs[statement]
                return LineSubject(pair.joined.statement.id, pair.joined.line_of[line])
            case StatementSubject(statement, period):
                return StatementSubject(self._pairs[statement].joined.statement.id, period)
            case AdjustmentSubject(adjustment):
                return AdjustmentSubject(self._ids_of[adjustment])
            case EntrySubject(adjustment, _):
                return AdjustmentSubject(self._ids_of[adjustment])
        return subject


def _fills(
    totals: Iterable[Total], line: LineId, column: int, amount: Decimal, rows: Mapping[LineId, list[Decimal | None]]
) -> bool:
    """Return whether a line belongs to what was left of the totals above it, or counts in none."""
    for total in totals:
        stated, weights = rows[total.line][column], dict(total.parts)
        if stated is None:
            continue
        remainder = stated - sum(weight * (rows[part][column] or ZERO) for part, weight in total.parts)
        if abs(remainder - weights[line] * amount) > abs(remainder):
            return False
    return True


def _with_periods(statement: Statement, periods: Iterable[PeriodId], known: Mapping[PeriodId, Period]) -> Statement:
    """Return a statement with these periods too, in the order in which an import puts them; nothing is stated there."""
    added = [period for period in periods if period not in statement.column_of]
    if not added:
        return statement
    shown = sorted((*statement.periods, *added), key=lambda key: (known[key].months, known[key].end))
    rows = {line.id: statement.figures.get(line.id) for line in statement.lines if line.role is not LineRole.HEADING}
    figures = {
        line: tuple(
            row[statement.column_of[period]] if row and period in statement.column_of else None for period in shown
        )
        for line, row in rows.items()
    }
    unknown = statement.unknown | {(line, period) for line in figures for period in added}
    return replace(statement, periods=tuple(shown), figures=Map(figures), unknown=unknown)
