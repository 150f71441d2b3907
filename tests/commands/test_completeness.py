"""What was concluded about a kind of difference in a period: silence is never nil."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.published import H1_2022, H1_2023
from tests.steps import rows_of_step, sentence_of_step
from workbench.commands import Consider, TakeImport, rebase
from workbench.commands.completeness import consideration_of, fact_of_consideration
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.facts import Fact, fact
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.languages import words_in
from workbench.session import Session

AT = datetime(2023, 8, 1, 9, 5, tzinfo=UTC)
NIL = Consideration(Conclusion.NIL, " no leases ", "Jo", AT)
BELOW = Consideration(Conclusion.BELOW_THRESHOLD, "three small ones", "Li Na", AT, Decimal("1234.5"))
NEEDS_REASON = "The conclusion needs a reason, because the reviewer will ask for one. Enter it."
NEEDS_AMOUNT = "A difference below the threshold needs its estimated amount; no other has one."
ADJUSTED = Consideration(Conclusion.ADJUSTED, "", "Jo", AT)


def test_a_conclusion_is_recorded_changed_and_taken_back(qifu: Session) -> None:
    before = qifu.project
    qifu.execute(Consider("leases", H1_2023, NIL))
    assert qifu.project.completeness == Map({("leases", H1_2023): replace(NIL, reason="no leases")})
    assert sentence_of_step(qifu) == "Consider leases, H1 2023"
    assert rows_of_step(qifu) == [("Leases, H1 2023", "Conclusion", "—", "nil: no leases")]
    qifu.execute(Consider("leases", H1_2023, BELOW))
    assert rows_of_step(qifu) == [
        ("Leases, H1 2023", "Conclusion", "nil: no leases", "below the threshold (1,234.5): three small ones")
    ]
    qifu.execute(Consider("leases", H1_2022, ADJUSTED))
    assert rows_of_step(qifu) == [("Leases, H1 2022", "Conclusion", "—", "adjusted")]
    assert len(qifu.project.completeness) == 2
    qifu.execute(Consider("leases", H1_2023, None))
    assert list(qifu.project.completeness) == [("leases", H1_2022)]
    assert rows_of_step(qifu)[0][2:] == ("below the threshold (1,234.5): three small ones", "—")
    for _ in range(4):
        qifu.undo()
    assert qifu.project is before


def test_it_is_said_in_chinese(qifu: Session) -> None:
    qifu.execute(Consider("leases", H1_2023, BELOW))
    chinese = words_in("zh_CN")
    assert sentence_of_step(qifu, chinese) == "评估租赁，2023年上半年"
    assert rows_of_step(qifu, chinese) == [
        ("租赁，2023年上半年", "结论", "—", "低于重要性水平（1,234.5）：three small ones")
    ]


@pytest.mark.parametrize("considered", [None, NIL])
def test_what_is_concluded_already_is_no_step(qifu: Session, considered: Consideration | None) -> None:
    qifu.execute(Consider("leases", H1_2023, considered))
    before = qifu.project
    qifu.execute(Consider("leases", H1_2023, considered))
    assert qifu.project is before


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"period": "1999-12-31"}, "There is no period 1999-12-31. Choose one that a statement shows."),
        ({"considered": replace(NIL, reason=" ")}, NEEDS_REASON),
        ({"considered": replace(BELOW, amount=None)}, NEEDS_AMOUNT),
        ({"considered": replace(NIL, amount=Decimal(0))}, NEEDS_AMOUNT),
        *(
            (details, "The text contains an incomplete character and cannot be saved. Please retype it.")
            for details in (
                {"kind": "\ud800"},
                {"considered": replace(NIL, reason="\ud800")},
                {"considered": replace(NIL, by="\ud800")},
            )
        ),
    ],
)
def test_what_cannot_be_concluded_is_refused_in_a_sentence(qifu: Session, details: Any, said: str) -> None:
    command = {"kind": "leases", "period": H1_2023, "considered": NIL, **details}
    before = qifu.project
    with pytest.raises(WorkbenchError) as refused:
        qifu.execute(Consider(command["kind"], command["period"], command["considered"]))
    assert str(refused.value) == said
    assert qifu.project is before


@pytest.mark.parametrize("considered", [NIL, BELOW, ADJUSTED, replace(NIL, conclusion=Conclusion.NOT_APPLICABLE)])
def test_a_conclusion_is_made_again_from_its_fact(considered: Consideration) -> None:
    told = fact_of_consideration(considered)
    assert isinstance(told, Fact)
    assert consideration_of(told) == considered


@pytest.mark.parametrize(
    "told",
    [
        fact("considered", conclusion=fact("conclusion-of-a-later-version"), reason="", by="", at=AT.isoformat()),
        fact("considered", conclusion=fact("conclusion-nil"), reason="", by=""),
        fact("considered", conclusion=fact("conclusion-nil"), reason="", by="", at="yesterday"),
        fact("considered", conclusion=fact("conclusion-nil"), reason="", by="", at=AT.isoformat(), amount="much"),
        fact("king"),
    ],
)
def test_a_fact_of_a_later_version_is_none(told: Fact) -> None:
    with pytest.raises((LookupError, ValueError)):
        consideration_of(told)


def test_importing_again_keeps_conclusions_except_for_a_period_that_is_gone(
    qifu: Session, qifu_project: Project
) -> None:
    qifu.execute(Consider("leases", H1_2023, NIL))
    qifu.execute(Consider("leases", H1_2022, BELOW))
    statements = tuple(
        replace(statement, periods=(H1_2023,), figures=Map({}), reconciled=frozenset(), totals=(), ratios=())
        for statement in qifu_project.statements
        if statement.id == "operations"
    )
    imported = replace(
        qifu_project,
        periods=Map({H1_2023: qifu_project.periods[H1_2023]}),
        statements=statements,
        adjustments=(),
        enabled=frozenset(),
    )
    plan = rebase(qifu.project, imported)
    assert [(collision.alteration.subject.key, collision.is_gone) for collision in plan.collisions] == [
        (f"kind:leases:{H1_2022}", True)
    ]
    kept = TakeImport(imported, plan.edits).apply(qifu.project)
    assert kept.completeness == Map({("leases", H1_2023): replace(NIL, reason="no leases")})


def test_a_conclusion_that_the_other_import_has_otherwise_is_asked_for(qifu: Session, qifu_project: Project) -> None:
    qifu.execute(Consider("leases", H1_2023, NIL))
    imported = Consider("leases", H1_2023, BELOW).apply(qifu_project)
    (collision,) = rebase(qifu.project, imported).collisions
    assert collision.theirs == fact_of_consideration(BELOW)
    plan = rebase(qifu.project, imported, {collision.alteration.key})
    kept = TakeImport(imported, plan.edits).apply(qifu.project)
    assert kept.completeness["leases", H1_2023].conclusion is Conclusion.NIL
