"""What a project and its differences are called and do: names, the unit, frameworks, natures; no figure moves."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.projects import CLOSING, OPENING, entries_of, project_of
from tests.published import ADJUSTMENTS, ECL, EIR, GUARANTEE, H1_2023, SBC
from workbench.commands import DescribeProject, EditEntries, SetNature, SwitchAdjustment
from workbench.domain.adjustments import JournalEntry, Leg, LegKind, Nature, kind_of_leg
from workbench.domain.frameworks import Framework
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.statements import Concept
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH
from workbench.session import Session
from workbench.wording.alterations import name_of_attribute, say_value

HALF_A_CHARACTER = "\ud800"
SALES = ("sales_and_marketing", H1_2023)


def described(project: Project, **details: Any) -> DescribeProject:
    return replace(DescribeProject.of(project), **details)


def altered(session: Session) -> list[tuple[str, str, str]]:
    """Return what the last step altered, as the History panel says it."""
    (step,) = session.project.trail
    return [
        (
            name_of_attribute(alteration.attribute, ENGLISH),
            say_value(alteration, alteration.old, session.project, ENGLISH),
            say_value(alteration, alteration.new, session.project, ENGLISH),
        )
        for alteration in step.alterations
    ]


# ---- the details of a project


def test_details_are_edited_in_one_step_and_no_figure_moves(qifu: Session) -> None:
    before = qifu.results
    qifu.execute(
        DescribeProject(" Example  Ltd ", "EUR", 1, Framework("PRC GAAP", "PRC"), Framework("IFRS", "", "Restated"))
    )
    project = qifu.project
    assert (project.entity, project.currency, project.scale) == ("Example Ltd", "EUR", 1)
    assert project.frameworks == (Framework("PRC GAAP", "PRC"), Framework("IFRS", "", "Restated"))
    assert qifu.results.has_same_figures(before)
    assert altered(qifu) == [
        ("Entity", "Qifu Technology, Inc.", "Example Ltd"),
        ("Currency", "RMB", "EUR"),
        ("Amounts in", "thousands", "whole units"),
        (
            "Frameworks",
            "US GAAP (Amounts as reported under U.S. GAAP) to IFRS (Amounts as reported under IFRSs)",
            "PRC GAAP (PRC) to IFRS (Restated)",
        ),
    ]
    qifu.undo()
    assert qifu.project is before.project


def test_only_what_is_altered_is_said(qifu: Session) -> None:
    qifu.execute(described(qifu.project, entity="Example Ltd"))
    assert altered(qifu) == [("Entity", "Qifu Technology, Inc.", "Example Ltd")]


@pytest.mark.parametrize("entity", ["Qifu Technology, Inc.", "  Qifu  Technology, Inc.\n"])
def test_details_that_stay_are_no_step(qifu: Session, entity: str) -> None:
    before = qifu.project
    edit = described(before, entity=entity)
    assert edit.apply(before) is before
    qifu.execute(edit)
    assert qifu.project is before
    assert qifu.step_to_undo is None


@pytest.mark.parametrize(
    ("details", "reason"),
    [
        ({"source": Framework("")}, "Each framework needs a name. Enter one."),
        ({"target": Framework(" \t")}, "Each framework needs a name. Enter one."),
        (
            {"target": Framework("us  gaap")},
            "Both frameworks are called 'US GAAP'. Give them different names.",
        ),
        ({"scale": 0}, "Amounts are in units of 0. Choose a power of ten, such as 1,000."),
        ({"scale": 7}, "Amounts are in units of 7. Choose a power of ten, such as 1,000."),
        ({"scale": 10**13}, "Amounts are in units of 10,000,000,000,000. Choose a power of ten, such as 1,000."),
        ({"entity": "x" * 121}, f"'{'x' * 30}…' is longer than 120 characters. Shorten it."),
        ({"source": Framework("US GAAP", "y" * 121)}, f"'{'y' * 30}…' is longer than 120 characters. Shorten it."),
        *(
            (details, "The text contains an incomplete character and cannot be saved. Please retype it.")
            for details in (
                {"entity": HALF_A_CHARACTER},
                {"currency": HALF_A_CHARACTER},
                {"source": Framework("US GAAP", "", HALF_A_CHARACTER)},
            )
        ),
    ],
)
def test_details_that_cannot_be_are_refused_in_a_sentence(qifu: Session, details: Any, reason: str) -> None:
    before = qifu.project
    with pytest.raises(WorkbenchError) as refused:
        qifu.execute(described(before, **details))
    assert str(refused.value) == reason
    assert qifu.project is before


def test_a_name_of_the_most_characters_is_allowed(qifu: Session) -> None:
    qifu.execute(described(qifu.project, entity="x" * 120))
    assert qifu.project.entity == "x" * 120


def test_a_framework_is_named_by_what_is_known_of_it() -> None:
    framework = Framework("statutory accounts", "", "Statutory basis")
    assert framework.label == "Statutory accounts"
    assert Framework("statutory accounts", "UGB").label == "UGB"


# ---- the nature of a difference


def kinds(project: Project, key: str) -> list[LegKind]:
    return [leg.kind for entry in project.adjustment_by_id[key].entries.values() for leg in entry.legs]


def test_the_legs_of_a_difference_follow_its_nature(qifu: Session) -> None:
    before = qifu.project
    adjustment = before.adjustment_by_id[EIR]
    assert adjustment.nature is None
    qifu.execute(SetNature(EIR, Nature.RECLASSIFICATION))
    assert altered(qifu) == [("Nature", "—", "reclassification")]
    moved = qifu.project.adjustment_by_id[EIR]
    assert moved.nature is Nature.RECLASSIFICATION
    assert moved.effects == adjustment.effects
    expected = [
        kind_of_leg(before.line(leg.line), Nature.RECLASSIFICATION)
        for entry in adjustment.entries.values()
        for leg in entry.legs
    ]
    assert kinds(qifu.project, EIR) == expected
    assert set(expected) > {LegKind.RECLASSIFICATION, LegKind.TAX}
    qifu.execute(SetNature(EIR, None))
    assert qifu.project.adjustment_by_id[EIR] == adjustment
    qifu.undo()
    qifu.undo()
    assert qifu.project is before


def test_a_leg_of_another_kind_than_its_line_and_nature_tell_keeps_it() -> None:
    project = project_of({"cash": (Decimal(1), Decimal(2))}, {}, {"leases": {("cash", OPENING): Decimal(5)}})
    legs = (Leg("cash", CLOSING, Decimal(3), LegKind.OCI), Leg("cash", CLOSING, Decimal(4)))
    (leases,) = project.adjustments
    project = replace(project, adjustments=(leases.with_entries({"e": JournalEntry("e", legs)}),))
    changed = SetNature("leases", Nature.PRESENTATION).apply(project)
    assert kinds(changed, "leases") == [LegKind.RECLASSIFICATION, LegKind.OCI, LegKind.RECLASSIFICATION]


def test_an_entry_typed_later_is_of_the_kind_that_the_nature_tells(qifu: Session) -> None:
    qifu.execute(SetNature(ECL, Nature.PRESENTATION))
    qifu.execute(EditEntries(ECL, {SALES: Decimal(5)}))
    (entry,) = qifu.project.adjustment_by_id[ECL].entries_on(SALES)
    assert [leg.kind for leg in entry.legs] == [LegKind.RECLASSIFICATION]


def test_the_concept_of_a_line_goes_before_the_nature() -> None:
    project = project_of({"cash": (Decimal(1), Decimal(2))}, {}, {})
    line = replace(project.statements[0].lines[0], concept=Concept.INCOME_TAX)
    assert {kind_of_leg(line, nature) for nature in (None, *Nature)} == {LegKind.TAX}


def test_corrections_of_errors_stand_last_in_their_own_order(qifu: Session) -> None:
    before = qifu.project
    assert [adjustment.id for adjustment in before.adjustments] == list(ADJUSTMENTS)
    qifu.execute(SetNature(EIR, Nature.ERROR_CORRECTION))
    qifu.execute(SetNature(ECL, Nature.ERROR_CORRECTION))
    assert [adjustment.id for adjustment in qifu.project.adjustments] == [SBC, GUARANTEE, ECL, EIR]
    statement = qifu.project.statement_by_id["operations"]
    assert [adjustment.id for adjustment in qifu.project.adjustments_of(statement, H1_2023)] == [
        SBC,
        GUARANTEE,
        ECL,
        EIR,
    ]
    assert qifu.project.enabled == before.enabled
    assert qifu.results.figure("net_income", H1_2023) == 1_746_887
    qifu.execute(SwitchAdjustment(ECL, on=False))
    assert qifu.results.figure("net_income", H1_2023) == 1_721_670
    for _ in range(3):
        qifu.undo()
    assert qifu.project is before


@pytest.mark.parametrize("nature", [None, *Nature])
def test_the_nature_that_a_difference_has_is_no_step(qifu: Session, nature: Nature | None) -> None:
    qifu.execute(SetNature(ECL, nature))
    before = qifu.project
    assert SetNature(ECL, nature).apply(before) is before


def test_a_difference_that_is_not_there_has_no_nature(qifu: Session) -> None:
    with pytest.raises(WorkbenchError, match=r"There is no difference 'leases'\. Choose one of: "):
        qifu.execute(SetNature("leases", Nature.PRESENTATION))


def test_a_difference_without_entries_has_a_nature() -> None:
    project = project_of({"cash": (Decimal(1), Decimal(2))}, {}, {"leases": {}})
    assert entries_of({}) == Map()
    (leases,) = SetNature("leases", Nature.PRESENTATION).apply(project).adjustments
    assert leases.nature is Nature.PRESENTATION
