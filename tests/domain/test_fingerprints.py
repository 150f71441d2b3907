"""A fingerprint changes with everything that its subject rests on, and with nothing else."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.projects import difference_of
from tests.published import ECL, EIR, H1_2022, H1_2023, JUN_2023, SBC
from workbench.commands import (
    AddAdjustment,
    AnyCommand,
    Consider,
    DescribeAdjustment,
    DescribeEntry,
    DescribeProject,
    EditEntries,
    EditFigures,
    GroupAdjustments,
    MarkRestated,
    PostEntries,
    RenameAdjustment,
    RenameLine,
    RestateTotal,
    SetConcept,
    SetNature,
    SetReconciled,
    SetTotal,
    SwitchAdjustment,
    SwitchTo,
)
from workbench.domain.adjustments import Nature, Readiness
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.fingerprints import fingerprint
from workbench.domain.frameworks import Framework
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigures
from workbench.domain.statements import Concept, LineUnit
from workbench.domain.subjects import (
    PROJECT,
    AdjustmentSubject,
    EntrySubject,
    FigureSubject,
    KindSubject,
    LineSubject,
    SourceSubject,
    StatementSubject,
    Subject,
    subject_of,
)

TOTAL = "total_operating_costs_and_expenses"
FINANCING = ("financing_income", H1_2023)
SALES = ("sales_and_marketing", H1_2023)
REPORTED = FigureSubject("operations", TOTAL, H1_2023, FigureRole.AS_REPORTED)
RESULT = FigureSubject("operations", TOTAL, H1_2023, FigureRole.RESULT)
EFFECT = FigureSubject("operations", TOTAL, H1_2023, FigureRole.ADJUSTMENT, ECL)
TRANSLATED = FigureSubject("operations", "financing_income", H1_2023, FigureRole.TRANSLATION, "USD")
STATEMENT = StatementSubject("operations", H1_2023)
ADJUSTMENT = AdjustmentSubject(ECL)
LINE = LineSubject("operations", TOTAL)
KIND = KindSubject("expected_credit_losses", H1_2023)
NIL = Consideration(Conclusion.NIL, "no loans", "Jo", datetime(2024, 5, 6, tzinfo=UTC))
Edit = Callable[[Project], Project]


def do(*commands: AnyCommand) -> Edit:
    def edit(project: Project) -> Project:
        for command in commands:
            project = command.apply(project)
        return project

    return edit


def with_adjustment(key: str, **changes: object) -> Edit:
    def edit(project: Project) -> Project:
        adjustments = (replace(a, **changes) if a.id == key else a for a in project.adjustments)
        return replace(project, adjustments=tuple(adjustments))

    return edit


def with_source_figures(line: str, period: str, role: FigureRole, **changes: Any) -> Edit:
    def edit(project: Project) -> Project:
        figures = (
            figure._replace(**changes) if (figure.line, figure.period, figure.role) == (line, period, role) else figure
            for figure in project.source_figures
        )
        return replace(project, source_figures=SourceFigures(figures))

    return edit


def with_line(line: str, **changes: object) -> Edit:
    def edit(project: Project) -> Project:
        statement = project.statement_of(line)
        lines = (replace(known, **changes) if known.id == line else known for known in statement.lines)
        changed = replace(statement, lines=tuple(lines))
        statements = (changed if known.id == statement.id else known for known in project.statements)
        return replace(project, statements=tuple(statements))

    return edit


def entry_of(project: Project, adjustment: str, cell: tuple[str, str]) -> str:
    return project.adjustment_by_id[adjustment].entries_on(cell)[0].id


def described(memo: str = "", reference: str = "") -> Edit:
    def edit(project: Project) -> Project:
        entry = project.adjustment_by_id[ECL].entries_on(PROVISION)[0].id
        return DescribeEntry(ECL, entry, memo, reference).apply(project)

    return edit


def described_as(**details: Any) -> Edit:
    return lambda project: replace(DescribeProject.of(project), **details).apply(project)


def described_difference(**details: Any) -> Edit:
    def edit(project: Project) -> Project:
        known = DescribeAdjustment.of(project.adjustment_by_id[ECL])
        return replace(known, **details).apply(project)

    return edit


def considered(key: KindSubject = KIND, **details: Any) -> Edit:
    return do(Consider(key.kind, key.period, replace(NIL, **details)))


def renamed_file(project: Project) -> Project:
    return replace(project, sources=tuple(replace(source, folder="/elsewhere") for source in project.sources))


def changed_file(project: Project) -> Project:
    return replace(project, sources=tuple(replace(source, sha256="0" * 64) for source in project.sources))


def marked(project: Project) -> Project:
    cell = project.source_figures.figures_for(*FINANCING, FigureRole.AS_REPORTED)[0].cell
    return MarkRestated(cell, "superseded").apply(project)


PROVISION = ("provision_for_loans_receivable", H1_2023)


def doubled_leg(project: Project) -> Project:
    entry = project.adjustment_by_id[ECL].entries_on(PROVISION)[0]
    return PostEntries(ECL, (replace(entry, legs=entry.legs * 2),)).apply(project)


LEASES = difference_of("Leases", "operations", {SALES: Decimal(5)})
RESTS_ON: dict[str, tuple[Subject, Edit]] = {
    "a part typed over": (REPORTED, do(EditFigures({SALES: Decimal(1)}))),
    "a total restated": (REPORTED, do(RestateTotal(TOTAL, H1_2023, Decimal(1)))),
    "other parts": (REPORTED, do(SetTotal(TOTAL, ((SALES[0], 1),)))),
    "a leg twice": (KIND, doubled_leg),
    "no parts": (REPORTED, do(SetTotal(TOTAL, ()))),
    "the source's amount": (REPORTED, with_source_figures(*SALES, FigureRole.AS_REPORTED, amount=Decimal(3))),
    "the source's text": (REPORTED, with_source_figures(*SALES, FigureRole.AS_REPORTED, raw="3*")),
    "the source's formula": (REPORTED, with_source_figures(*SALES, FigureRole.AS_REPORTED, formula="=B3+1")),
    "another cell": (REPORTED, with_source_figures(*SALES, FigureRole.AS_REPORTED, cell=CellRef("a", "b", "C1"))),
    "the file's content": (REPORTED, changed_file),
    "the currency": (REPORTED, described_as(currency="USD")),
    "the scale": (REPORTED, described_as(scale=1)),
    "the unit": (REPORTED, with_line(TOTAL, unit=LineUnit.SHARES)),
    "an effect on a part": (RESULT, do(EditEntries(ECL, {SALES: Decimal(5)}))),
    "a difference left out": (RESULT, do(SwitchAdjustment(ECL, on=False))),
    "an effect that is not known": (RESULT, with_adjustment(ECL, unknown=frozenset({SALES}))),
    "a difference added": (RESULT, do(AddAdjustment(LEASES))),
    "an entry added": (EFFECT, do(PostEntries(ECL, tuple(LEASES.entries.values())))),
    "no difference stated": (RESULT, with_adjustment(SBC, stated_for=frozenset())),
    "a figure as reported": (RESULT, do(EditFigures({SALES: Decimal(1)}))),
    "an entry": (EFFECT, do(EditEntries(ECL, {PROVISION: Decimal(5)}))),
    "an entry taken out": (EFFECT, do(EditEntries(ECL, {PROVISION: None}))),
    "a printed translation": (TRANSLATED, with_source_figures(*FINANCING, FigureRole.TRANSLATION, amount=Decimal(1))),
    "a figure of the statement": (STATEMENT, do(EditFigures({FINANCING: Decimal(1)}))),
    "a switch of the statement": (STATEMENT, do(SwitchTo(frozenset()))),
    "a memo": (ADJUSTMENT, described(memo="stage 3")),
    "a reference": (ADJUSTMENT, described(reference="JV 17")),
    "the note": (ADJUSTMENT, with_adjustment(ECL, note="another")),
    "the nature": (ADJUSTMENT, do(SetNature(ECL, Nature.ERROR_CORRECTION))),
    "the nature, and with it legs": (ADJUSTMENT, do(SetNature(ECL, Nature.PRESENTATION))),
    "the standards": (ADJUSTMENT, with_adjustment(ECL, standards=("ASC 1", "IFRS 1"))),
    "the kind of a difference": (ADJUSTMENT, described_difference(kind="provisions")),
    "a conclusion": (KIND, considered()),
    "a difference of the kind": (KIND, described_difference(kind="provisions")),
    "a conclusion of the project": (PROJECT, considered()),
    "a caption": (LINE, do(RenameLine(TOTAL, "Costs"))),
    "a caption of the target": (LINE, with_line(TOTAL, target_caption="Costs")),
    "a concept": (LINE, do(SetConcept(TOTAL, Concept.REVENUE))),
    "a statement reconciled": (PROJECT, do(SetReconciled("cash_flows", H1_2023, reconciled=True))),
    "the entity": (PROJECT, described_as(entity="Another Ltd")),
    "a framework": (PROJECT, described_as(source=Framework("PRC GAAP"))),
    "a short name of a framework": (PROJECT, described_as(target=Framework("IFRS", "IFRSs"))),
    "what heads a framework's figures": (PROJECT, described_as(target=Framework("IFRS", "", "Restated"))),
}
LEAVES: dict[str, tuple[Subject, Edit]] = {
    "another line": (REPORTED, do(EditFigures({FINANCING: Decimal(1)}))),
    "another period": (REPORTED, do(EditFigures({(SALES[0], H1_2022): Decimal(1)}))),
    "another statement": (REPORTED, do(EditFigures({("loans_receivable_net", JUN_2023): Decimal(1)}))),
    "its caption": (REPORTED, do(RenameLine(TOTAL, "Costs"))),
    "a part's caption": (REPORTED, do(RenameLine(SALES[0], "Marketing"))),
    "its concept": (REPORTED, do(SetConcept(TOTAL, Concept.REVENUE))),
    "switches, as reported": (REPORTED, do(SwitchTo(frozenset()))),
    "a difference added, as reported": (REPORTED, do(AddAdjustment(LEASES))),
    "another difference added": (EFFECT, do(AddAdjustment(LEASES))),
    "an effect, as reported": (REPORTED, do(EditEntries(ECL, {SALES: Decimal(5)}))),
    "the entity's name": (REPORTED, described_as(entity="Another Ltd")),
    "a framework's name": (RESULT, described_as(target=Framework("IFRS 18"))),
    "its caption under the target": (REPORTED, with_line(TOTAL, target_caption="Costs")),
    "the nature of a difference": (RESULT, do(SetNature(ECL, Nature.PRESENTATION))),
    "the nature of a difference, and the order": (EFFECT, do(SetNature(ECL, Nature.ERROR_CORRECTION))),
    "a framework of the statement": (STATEMENT, described_as(source=Framework("PRC GAAP"))),
    "the nature of another difference": (ADJUSTMENT, do(SetNature(EIR, Nature.ERROR_CORRECTION))),
    "where the file lies": (REPORTED, renamed_file),
    "a name of a difference": (RESULT, do(RenameAdjustment(ECL, "ECL"))),
    "a note of a difference": (RESULT, with_adjustment(ECL, note="another")),
    "a memo of an entry": (RESULT, described(memo="stage 3")),
    "an effect of another period": (RESULT, do(EditEntries(ECL, {(SALES[0], H1_2022): Decimal(5)}))),
    "an effect of a difference that is off": (
        RESULT,
        do(SwitchAdjustment(EIR, on=False)),
    ),
    "another difference": (EFFECT, do(EditEntries(EIR, {FINANCING: Decimal(5)}))),
    "the switch of an effect": (EFFECT, do(SwitchAdjustment(ECL, on=False))),
    "the figure under an effect": (EFFECT, do(EditFigures({SALES: Decimal(1)}))),
    "another currency": (TRANSLATED, do(EditEntries(ECL, {SALES: Decimal(5)}))),
    "another period of the statement": (STATEMENT, do(EditFigures({(FINANCING[0], H1_2022): Decimal(1)}))),
    "a caption of the statement": (STATEMENT, do(RenameLine(SALES[0], "Marketing"))),
    "the name of the difference": (ADJUSTMENT, do(RenameAdjustment(ECL, "ECL"))),
    "the switch of the difference": (ADJUSTMENT, do(SwitchAdjustment(ECL, on=False))),
    "an entry of another difference": (ADJUSTMENT, do(EditEntries(EIR, {FINANCING: Decimal(5)}))),
    "how far the difference is": (ADJUSTMENT, described_difference(readiness=Readiness.DRAFT)),
    "the group of the difference": (ADJUSTMENT, do(GroupAdjustments((ECL, SBC), "Loans"))),
    "a conclusion about the kind of the difference": (ADJUSTMENT, considered()),
    "a conclusion about another kind": (KIND, considered(KindSubject("leases", H1_2023))),
    "a conclusion for another period": (KIND, considered(KindSubject(KIND.kind, H1_2022))),
    "a figure of the line": (LINE, do(EditFigures({SALES: Decimal(1)}))),
    "a mark on another cell": (SourceSubject(CellRef("qifu-h1-2023.xlsx", "BS", "B8")), marked),
}


@pytest.mark.parametrize("name", RESTS_ON)
def test_a_fingerprint_changes_with_what_its_subject_rests_on(qifu_project: Project, name: str) -> None:
    subject, edit = RESTS_ON[name]
    changed = edit(qifu_project)
    assert changed != qifu_project
    assert fingerprint(changed, subject) != fingerprint(qifu_project, subject)


@pytest.mark.parametrize("name", LEAVES)
def test_a_fingerprint_stays_with_everything_else(qifu_project: Project, name: str) -> None:
    subject, edit = LEAVES[name]
    base = qifu_project
    if name == "an effect of a difference that is off":
        base, edit = edit(base), do(EditEntries(EIR, {SALES: Decimal(5)}))
    changed = edit(base)
    assert fingerprint(changed, subject) == fingerprint(base, subject)


def test_there_are_enough_of_both() -> None:
    assert len(RESTS_ON) >= 25
    assert len(LEAVES) >= 25


OF_KIND = described_difference(kind=KIND.kind)


@pytest.mark.parametrize(
    ("base", "edit", "is_changed"),
    [
        (considered(), considered(reason="no loans at all"), True),
        (considered(), considered(conclusion=Conclusion.NOT_APPLICABLE), True),
        (considered(), do(Consider(KIND.kind, KIND.period, None)), True),
        (
            considered(conclusion=Conclusion.BELOW_THRESHOLD, amount=Decimal(5)),
            considered(conclusion=Conclusion.BELOW_THRESHOLD, amount=Decimal(6)),
            True,
        ),
        (OF_KIND, do(EditEntries(ECL, {SALES: Decimal(5)})), True),
        (OF_KIND, do(EditEntries(ECL, {("loans_receivable_net", JUN_2023): Decimal(5)})), True),
        (OF_KIND, do(RenameAdjustment(ECL, "Allowances")), False),
        (OF_KIND, do(EditEntries(ECL, {(SALES[0], H1_2022): Decimal(5)})), False),
        (OF_KIND, do(EditEntries(EIR, {SALES: Decimal(5)})), False),
        (considered(), considered(by="Li Na", at=datetime(2024, 7, 8, tzinfo=UTC)), False),
    ],
)
def test_a_conclusion_rests_on_what_it_says_and_on_the_differences_of_its_kind(
    qifu_project: Project, base: Edit, edit: Edit, *, is_changed: bool
) -> None:
    before = base(qifu_project)
    after = edit(before)
    assert after != before
    assert (fingerprint(after, KIND) != fingerprint(before, KIND)) is is_changed


def test_undoing_a_change_brings_the_fingerprint_back(qifu_project: Project) -> None:
    there = EditFigures({SALES: Decimal(1)}).apply(qifu_project)
    back = EditFigures({SALES: qifu_project.statement_by_id["operations"].figure(*SALES)}).apply(there)
    assert fingerprint(back, REPORTED) == fingerprint(qifu_project, REPORTED)


def test_every_subject_has_a_key_and_is_found_by_it(qifu_project: Project) -> None:
    subjects: tuple[Subject, ...] = (
        REPORTED,
        RESULT,
        EFFECT,
        TRANSLATED,
        STATEMENT,
        StatementSubject("operations"),
        ADJUSTMENT,
        LINE,
        EntrySubject(ECL, entry_of(qifu_project, ECL, PROVISION)),
        KIND,
        KindSubject("50%: a", H1_2023),
        SourceSubject(CellRef("50%: a/b.xlsx", "Sheet: 1", "B2")),
        SourceSubject(CellRef("a.xlsx", "Sheet")),
        SourceSubject(CellRef("a.xlsx", "")),
        PROJECT,
    )
    assert len({subject.key for subject in subjects}) == len(subjects)
    for subject in subjects:
        assert subject_of(subject.key) == subject
    assert REPORTED.key == f"figure:operations:{TOTAL}:{H1_2023}:as-reported"
    assert KIND.key == f"kind:expected_credit_losses:{H1_2023}"
    for wrong in (
        "",
        "kind",
        "kind:a",
        "kind:a:b:c",
        "figure",
        "figure:a",
        "figure:a:b:c:no-role",
        "project:x",
        "thing:a",
    ):
        with pytest.raises(ValueError, match=r"is not a subject|is not a valid"):
            subject_of(wrong)


def test_equal_in_another_process_with_another_order_of_sets(qifu_project: Project) -> None:
    """Another seed of hashes gives sets another order; another version of Python is tried by hand."""
    script = (
        "from workbench.importing import import_workbooks; from workbench.resources import sample;"
        "from workbench.workbooks import begin_reading; from workbench.domain.fingerprints import fingerprint;"
        "from workbench.domain.subjects import subject_of; import sys;"
        "project = import_workbooks([begin_reading(sample())]);"
        "print(*(fingerprint(project, subject_of(key)) for key in sys.argv[1:]))"
    )
    subjects = (REPORTED, RESULT, EFFECT, STATEMENT, ADJUSTMENT, LINE, PROJECT)
    command = [sys.executable, "-c", script, *(subject.key for subject in subjects)]
    outcome = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert outcome.stdout.split() == [fingerprint(qifu_project, subject) for subject in subjects]
