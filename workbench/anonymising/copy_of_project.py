"""A copy of a project for reporting a fault: its structure, with other figures and other names.

Every record is made anew, field by field: what is not named here is left at its default, so that a field added to the
project later cannot slip through. A test knows of each what becomes of it, and that none is missing.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from workbench.anonymising.neutral_text import NeutralText, written_as
from workbench.anonymising.other_amounts import OtherAmounts
from workbench.anonymising.other_facts import OtherFacts, coded_frameworks
from workbench.anonymising.other_names import OtherNames
from workbench.anonymising.other_notes import OtherNotes
from workbench.anonymising.other_quotes import OtherQuotes
from workbench.checks import CHECKS
from workbench.domain.adjustments import (
    Adjustment,
    BroughtForward,
    Computed,
    Entries,
    EntryId,
    FromSource,
    JournalEntry,
    Leg,
    Origin,
    Returned,
    Typed,
)
from workbench.domain.amounts import format_exactly
from workbench.domain.appendix import Acceptance, Acceptances, AppendixText
from workbench.domain.comments import Comment, CommentId, Reply
from workbench.domain.comparatives import Comparative
from workbench.domain.completeness import Consideration, Considered
from workbench.domain.cross_references import CrossReference, CrossReferenceId, Target, WorkingPaper
from workbench.domain.evidence import Evidence, EvidenceId, EvidenceKind
from workbench.domain.facts import Fact
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.frameworks import Framework, Frameworks
from workbench.domain.ids import AdjustmentId
from workbench.domain.import_report import CellsUsed, ImportReport, Inference
from workbench.domain.maps import Map
from workbench.domain.open_items import OpenItem, OpenItemId
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.sources import SourceFigure, SourceFigures, SourceFile
from workbench.domain.statements import Line, Ratio, Statement, Total
from workbench.domain.subjects import Subject
from workbench.domain.thresholds import FixedThreshold, ShareOfFigure, ShareOfOverall, Threshold
from workbench.domain.ticks import Tick, TickId
from workbench.domain.uncorrected import Uncorrected, UncorrectedId
from workbench.domain.workings import WorkedCell, Working
from workbench.engine import Engine, Results
from workbench.errors import WorkbenchError
from workbench.typed_amounts import parse_typed_amount

MOST_ATTEMPTS = 12
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d{1,6}(?!\d))?")
"""A number in a cell; one with more decimals has binary noise at its end."""
ALIKE = 1_000
"""A number is the amount read in a cell if it differs by less than this part of it: digits may have been cut."""
ENTITY = "Company"
LONGEST_SHIFT = 3_000
"""The most days by which times are shifted."""
Verdicts = Mapping[CheckId, Counter[FindingStatus]]


@dataclass(frozen=True, slots=True)
class AnonymisedCopy:
    """``differing``: the checks of which a finding has another status than in the project; none in almost any."""

    project: Project
    differing: tuple[CheckId, ...] = ()


def anonymise(project: Project, random: Random) -> AnonymisedCopy:
    """Return a copy of a project with other figures and names, on which the checks say the same.

    ``random``: what is drawn at random, which must not be guessable; see ``other_amounts.py``.
    """
    before = Engine().results(project)
    verdicts = verdicts_of(before)
    best: tuple[tuple[int, bool], AnonymisedCopy] | None = None
    for _ in range(MOST_ATTEMPTS):
        copy = _Copy(before, random)
        made = copy.project()
        others = verdicts_of(Engine().results(made))
        differing = tuple(check for check in verdicts if verdicts[check] != others[check])
        flaws = len(differing), copy.repeats_an_original
        if best is None or flaws < best[0]:
            best = flaws, AnonymisedCopy(made, differing)
        if not any(flaws):
            break
    assert best is not None
    return best[1]


def verdicts_of(results: Results) -> Verdicts:
    """Return how many findings of each check have which status."""
    return {check.name: +check.tally(results).counts for check in CHECKS}


class _Copy:
    """One copy of one project: everything that is drawn for it."""

    def __init__(self, before: Results, random: Random) -> None:
        self._before, self._project = before, before.project
        self._amounts = OtherAmounts(before, random)
        self._text = NeutralText(random, self._amounts.by_original())
        self._names = OtherNames(self._project, self._text, random)
        self._facts = OtherFacts(self._project, self._names, self._text)
        self._shift = timedelta(days=-random.randint(1, LONGEST_SHIFT), minutes=random.randint(1, 1_000))

    @property
    def repeats_an_original(self) -> bool:
        return self._amounts.repeats_an_original

    def project(self) -> Project:
        without_notes = self._project_with()
        after = Engine().results(without_notes)
        notes = OtherNotes(self._before, after, self._names, self._facts, self._text)
        notes_by_id = {self._names.adjustment(known.id): notes.of(known.note) for known in self._project.adjustments}
        copy = replace(
            self._project_with(notes.of(self._project.note), notes_by_id),
            texts=Map(
                {
                    kind: AppendixText(text=notes.of(written.text), is_left_out=written.is_left_out)
                    for kind, written in self._project.texts.items()
                }
            ),
        )
        copy = replace(copy, quotes=OtherQuotes(self._before, after, notes, self._names).of_copy(copy))
        return replace(copy, acceptances=self._acceptances(copy))

    def _project_with(self, note: str = "", notes: Mapping[AdjustmentId, str] = Map()) -> Project:
        """Return the copy with these notes on the reconciliation and on its differences."""
        project, names = self._project, self._names
        return Project(
            entity=ENTITY if project.entity else "",
            frameworks=Frameworks(*map(self._framework, project.frameworks)),
            currency=project.currency,
            scale=project.scale,
            periods=Map({key: self._period(period) for key, period in project.periods.items()}),
            statements=tuple(map(self._statement, project.statements)),
            adjustments=tuple(self._adjustment(known, notes) for known in project.adjustments),
            enabled=frozenset(map(names.adjustment, project.enabled)),
            sources=tuple(map(self._source, project.sources)),
            source_figures=SourceFigures(
                self._source_figure(number, stated) for number, stated in enumerate(project.source_figures)
            ),
            restated=Map({names.cell(cell): self._text.of(reason) for cell, reason in project.restated.items()}),
            import_findings=tuple(map(self._finding, project.import_findings)),
            import_report=ImportReport(
                cells=tuple(map(self._cells_used, project.import_report.cells)),
                inferences=tuple(map(self._inference, project.import_report.inferences)),
            ),
            completeness=Map(
                {
                    (names.kind(kind), period): self._consideration((kind, period), considered)
                    for (kind, period), considered in project.completeness.items()
                }
            ),
            comparatives=Map(
                {
                    (names.statement(statement), period): Comparative(
                        held_by=names.file(known.held_by), unlocked=self._text.of(known.unlocked)
                    )
                    for (statement, period), known in project.comparatives.items()
                }
            ),
            note=note,
            evidence=Map({evidence.id: evidence for evidence in map(self._evidence, project.evidence.values())}),
            comments=Map({comment.id: comment for comment in map(self._comment, project.comments.values())}),
            scenarios=Map(
                {
                    names.scenario(name): frozenset(map(names.adjustment, switches))
                    for name, switches in project.scenarios.items()
                }
            ),
            workings=Map(dict(filter(None, map(self._working, project.workings.items())))),
            ticks=Map({tick.id: tick for tick in map(self._tick, project.ticks.values())}),
            own_signs=Map({names.sign(sign): self._text.of(meaning) for sign, meaning in project.own_signs.items()}),
            cross_references=Map(
                {reference.id: reference for reference in map(self._reference, project.cross_references.values())}
            ),
            open_items=Map({item.id: item for item in map(self._open_item, project.open_items.values())}),
            uncorrected=Map({left.id: left for left in map(self._difference_left, project.uncorrected.values())}),
            thresholds=Map({kind: self._threshold(threshold) for kind, threshold in project.thresholds.items()}),
        )

    def _framework(self, framework: Framework) -> Framework:
        return Framework(
            name=self._name_of_framework(framework.name),
            short_name=self._name_of_framework(framework.short_name),
            heading=self._name_of_framework(framework.heading),
        )

    def _name_of_framework(self, name: str) -> str:
        return name if name in coded_frameworks() else self._text.of(name)

    def _period(self, period: Period) -> Period:
        return Period(start=period.start, end=period.end, label=self._facts.label(period))

    # ---- statements

    def _statement(self, statement: Statement) -> Statement:
        names = self._names
        return Statement(
            id=names.statement(statement.id),
            kind=statement.kind,
            title=self._facts.title(statement.kind, statement.title),
            periods=statement.periods,
            lines=tuple(map(self._line, statement.lines)),
            totals=tuple(map(self._total, statement.totals)),
            ratios=tuple(map(self._ratio, statement.ratios)),
            figures=Map(
                {
                    names.line(line): tuple(
                        self._amounts.figure(line, period, amount)
                        for period, amount in zip(statement.periods, row, strict=True)
                    )
                    for line, row in statement.figures.items()
                }
            ),
            reconciled=statement.reconciled,
            unknown=frozenset((names.line(line), period) for line, period in statement.unknown),
            share_scale=statement.share_scale,
        )

    def _line(self, line: Line) -> Line:
        return Line(
            id=self._names.line(line.id),
            caption=self._text.of(line.caption),
            section=tuple(map(self._text.of, line.section)),
            role=line.role,
            unit=line.unit,
            decimals=line.decimals,
            concept=line.concept,
            aliases=tuple(map(self._text.of, line.aliases)),
            shown_decimals=line.shown_decimals,
            target_caption=self._text.of(line.target_caption),
        )

    def _total(self, total: Total) -> Total:
        return Total(
            line=self._names.line(total.line),
            parts=tuple((self._names.line(part), weight) for part, weight in total.parts),
            evidence=self._facts.other(total.evidence),
            partial=total.partial,
        )

    def _ratio(self, ratio: Ratio) -> Ratio:
        return Ratio(
            line=self._names.line(ratio.line),
            numerator=self._names.line(ratio.numerator),
            denominator=self._names.line(ratio.denominator),
            factor=ratio.factor,
            evidence=self._facts.other(ratio.evidence),
        )

    # ---- differences

    def _adjustment(self, adjustment: Adjustment, notes: Mapping[AdjustmentId, str]) -> Adjustment:
        names = self._names
        source, target = adjustment.standards
        return Adjustment(
            id=names.adjustment(adjustment.id),
            name=self._text.of(adjustment.name),
            note=notes.get(names.adjustment(adjustment.id), ""),
            standards=(self._text.of(source), self._text.of(target)),
            nature=adjustment.nature,
            entries=self._entries(adjustment),
            stated_for=frozenset((names.statement(statement), period) for statement, period in adjustment.stated_for),
            unknown=frozenset((names.line(line), period) for line, period in adjustment.unknown),
            readiness=adjustment.readiness,
            kind=names.kind(adjustment.kind),
            group=self._text.of(adjustment.group),
        )

    def _entries(self, adjustment: Adjustment) -> Entries:
        entries: dict[EntryId, JournalEntry] = {}
        for entry in adjustment.entries.values():
            key = self._names.entry(adjustment.id, entry.id)
            entries[key] = JournalEntry(
                id=key,
                legs=tuple(
                    Leg(
                        line=self._names.line(leg.line),
                        period=leg.period,
                        amount=self._amounts.leg(adjustment.id, entry.id, place, leg.amount),
                        kind=leg.kind,
                    )
                    for place, leg in enumerate(entry.legs)
                ),
                memo=self._text.of(entry.memo),
                reference=self._text.of(entry.reference),
                origin=self._origin(adjustment, entry.origin),
            )
        return Map(entries)

    def _origin(self, adjustment: Adjustment, origin: Origin) -> Origin:
        names = self._names
        match origin:
            case FromSource(cell):
                return FromSource(cell=names.cell(cell))
            case Typed():
                return origin
            case Computed(schedule, rows, formula, inputs):
                return Computed(
                    schedule=self._text.of(schedule),
                    rows=tuple(map(self._text.of, rows)),
                    formula=names.formula(formula) or "",
                    inputs=names.hash(inputs),
                )
            case Returned(file, cell):
                return Returned(file=names.file(file), cell=names.cell(cell))
            case BroughtForward(file, period, entries):
                return BroughtForward(
                    file=names.file(file),
                    period=period,
                    entries=tuple(names.entry(adjustment.id, entry) for entry in entries),
                )

    # ---- sources

    def _source(self, source: SourceFile) -> SourceFile:
        return SourceFile(
            name=self._names.file(source.name),
            sha256=self._names.hash(source.sha256),
            size=0,
            sheets=tuple(self._names.sheet(source.name, sheet) for sheet in source.sheets),
            folder="",
        )

    def _source_figure(self, number: int, stated: SourceFigure) -> SourceFigure:
        amount = self._amounts.cell(number, stated.amount)
        of = stated.adjustment_or_currency
        return SourceFigure(
            line=self._names.line(stated.line),
            period=stated.period,
            role=stated.role,
            adjustment_or_currency=self._names.adjustment(stated.adjustment) if stated.role.is_of_an_adjustment else of,
            amount=amount,
            cell=self._names.cell(stated.cell),
            raw=self._raw(stated, amount),
            formula=self._names.formula(stated.formula),
            is_evaluated=stated.is_evaluated,
            is_primary=stated.is_primary,
            slack=stated.slack,
        )

    def _raw(self, stated: SourceFigure, amount: Decimal | None) -> str:
        """Return what the cell would hold: the other amount in the form of what it held."""
        if not stated.amount or not amount:
            return self._text.of(stated.raw)
        for match in NUMBER.finditer(stated.raw):
            power = _power_of_ten(Decimal(match[0].replace(",", "")), abs(stated.amount))
            if power is not None:
                number = written_as(match[0], abs(amount).scaleb(power))
                return self._text.of(stated.raw[: match.start()]) + number + self._text.of(stated.raw[match.end() :])
        return format_exactly(amount)

    def _working(self, known: tuple[WorkedCell, Working]) -> tuple[WorkedCell, Working] | None:
        """Return other arithmetic that comes to the other amount; None for one that its figure has left behind."""
        cell, working = known
        if self._project.working(cell) is None:
            return None
        if cell.adjustment:
            amount = self._amounts.effect(cell.adjustment, cell.line, cell.period)
        else:
            amount = self._amounts.figure(cell.line, cell.period, working.amount) or working.amount
        other = WorkedCell(self._names.line(cell.line), cell.period, self._names.adjustment(cell.adjustment))
        line = self._project.line(cell.line)
        return other, Working(other_working(self._text.of(working.typed), amount, line), amount)

    def _finding(self, finding: Finding) -> Finding:
        return Finding(
            check=finding.check,
            status=finding.status,
            fact=self._facts.fact(finding.fact),
            difference=None if finding.difference is None else self._facts.amount(finding.difference),
            where=tuple(map(self._names.cell, finding.where)),
            subject=self._names.subject(finding.subject),
        )

    def _cells_used(self, cells: CellsUsed) -> CellsUsed:
        return CellsUsed(
            file=self._names.file(cells.file),
            sheet=self._names.sheet(cells.file, cells.sheet),
            use=cells.use,
            reason=self._facts.other(cells.reason),
            areas=cells.areas,
            count=cells.count,
        )

    def _inference(self, inference: Inference) -> Inference:
        return Inference(
            stage=inference.stage,
            subject=self._facts.other(inference.subject),
            taken_for=self._facts.other(inference.taken_for),
            evidence=self._facts.other(inference.evidence),
            alternatives=tuple(map(self._facts.other, inference.alternatives)),
            where=self._names.cell(inference.where) if inference.where else None,
        )

    # ---- what people said

    def _at(self, at: datetime) -> datetime:
        """Return a time by the same secret shift as every other one: their order and distance stay."""
        return at + self._shift

    def _consideration(self, key: Considered, considered: Consideration) -> Consideration:
        return Consideration(
            conclusion=considered.conclusion,
            reason=self._text.of(considered.reason),
            by=self._names.person(considered.by),
            at=self._at(considered.at),
            amount=self._amounts.consideration(key, considered.amount),
            is_carried=considered.is_carried,
        )

    def _comment(self, comment: Comment) -> Comment:
        return Comment(
            id=CommentId(self._names.comment(comment.id)),
            subject=self._names.subject(comment.subject),
            text=self._text.of(comment.text),
            by=self._names.person(comment.by),
            at=self._at(comment.at),
            replies=tuple(
                Reply(text=self._text.of(reply.text), by=self._names.person(reply.by), at=self._at(reply.at))
                for reply in comment.replies
            ),
            is_open=comment.is_open,
        )

    def _evidence(self, evidence: Evidence) -> Evidence:
        return Evidence(
            id=EvidenceId(self._names.evidence(evidence.id)),
            subject=self._names.subject(evidence.subject),
            kind=evidence.kind,
            content=self._content(evidence),
            by=self._names.person(evidence.by),
            at=self._at(evidence.at),
            caption=self._text.of(evidence.caption),
            pages=self._text.of(evidence.pages),
            sha256=self._names.hash(evidence.sha256),
        )

    def _tick(self, tick: Tick) -> Tick:
        return Tick(
            id=TickId(self._names.number_of_another("tick", tick.id)),
            sign=self._names.sign(tick.sign),
            subject=self._names.subject(tick.subject),
            by=self._names.person(tick.by),
            at=self._at(tick.at),
            is_everywhere=tick.is_everywhere,
        )

    def _reference(self, reference: CrossReference) -> CrossReference:
        return CrossReference(
            id=CrossReferenceId(self._names.number_of_another("reference", reference.id)),
            subject=self._names.subject(reference.subject),
            target=self._target(reference.target),
            by=self._names.person(reference.by),
            at=self._at(reference.at),
            remark=self._text.of(reference.remark),
        )

    def _target(self, target: Target) -> Target:
        if isinstance(target, WorkingPaper):
            return WorkingPaper(reference=self._text.of(target.reference))
        return self._names.subject(target)

    def _open_item(self, item: OpenItem) -> OpenItem:
        return OpenItem(
            id=OpenItemId(self._names.number_of_another("open item", item.id)),
            text=self._text.of(item.text),
            raised_by=self._names.person(item.raised_by),
            at=self._at(item.at),
            for_whom=self._names.person(item.for_whom),
            amount=self._amount(item.amount),
            status=item.status,
            answer=self._text.of(item.answer),
            subject=self._names.subject(item.subject),
        )

    def _difference_left(self, left: Uncorrected) -> Uncorrected:
        return Uncorrected(
            id=UncorrectedId(self._names.number_of_another("uncorrected", left.id)),
            text=self._text.of(left.text),
            period=left.period,
            reason=self._text.of(left.reason),
            by=self._names.person(left.by),
            at=self._at(left.at),
            profit=self._amount(left.profit),
            equity=self._amount(left.equity),
        )

    def _threshold(self, threshold: Threshold) -> Threshold:
        match threshold:
            case FixedThreshold(amount):
                return FixedThreshold(amount=self._facts.amount(amount))
            case ShareOfFigure(percent, line, period):
                return ShareOfFigure(percent=percent, line=self._names.line(line), period=period)
            case ShareOfOverall():
                return threshold

    def _acceptances(self, copy: Project) -> Acceptances:
        """Return the acceptances of the copy: what held before holds there, of what its own checks say."""
        if not self._project.acceptances:
            return Map()
        before, after = _failures_of(self._before), _failures_of(Engine().results(copy))
        accepted: dict[Subject, tuple[Acceptance, ...]] = {}
        for subject, known in self._project.acceptances.items():
            other = self._names.subject(subject)
            pairs = zip(before.get(subject, ()), after.get(other, ()), strict=False)
            now = {(failing.check, failing.fact): copied.fact for failing, copied in pairs}
            accepted[other] = tuple(self._acceptance(each, now.get((each.check, each.fact))) for each in known)
        return Map(accepted)

    def _acceptance(self, known: Acceptance, now: Fact | None) -> Acceptance:
        """``now``: what the check of the copy says, if it was accepted as it is."""
        return Acceptance(
            check=known.check,
            fact=now or self._facts.fact(known.fact),
            reason=self._text.of(known.reason),
            by=self._names.person(known.by),
            at=self._at(known.at),
        )

    def _amount(self, amount: Decimal | None) -> Decimal | None:
        return None if amount is None else self._facts.amount(amount)

    def _content(self, evidence: Evidence) -> str:
        match evidence.kind:
            case EvidenceKind.FILE:
                return self._names.file(evidence.content)
            case EvidenceKind.LINK:
                return f"https://example.com/{self._names.evidence(evidence.id)}"
            case EvidenceKind.REMARK:
                return self._text.of(evidence.content)


def _failures_of(results: Results) -> dict[Subject, list[Finding]]:
    """Return the failing checks by what they are about, in the order of the checks."""
    failing: dict[Subject, list[Finding]] = {}
    for check in CHECKS:
        for finding in check.findings(results):
            if finding.status is FindingStatus.FAIL:
                failing.setdefault(finding.subject, []).append(finding)
    return failing


def other_working(typed: str, amount: Decimal, line: Line) -> str:
    """Return arithmetic with one more term, so that it comes to ``amount``; two terms if it cannot be calculated."""
    try:
        comes_to = parse_typed_amount(typed, line)
    except WorkbenchError:
        comes_to = None
    rest = amount - (comes_to or Decimal(0))
    begun = typed if comes_to is not None else "=0"
    return f"{begun}{'-' if rest < 0 else '+'}{format_exactly(abs(rest))}"


def _power_of_ten(number: Decimal, amount: Decimal) -> int | None:
    """Return by which power of ten a cell's number is larger than the amount that was read in it; None if by none."""
    power = number.adjusted() - amount.adjusted() if number else 0
    return power if number and abs(number.scaleb(-power) - amount) * ALIKE < amount else None
