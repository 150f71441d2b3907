"""Undo and redo of everything, by a state machine over the reference case."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.projects import difference_of
from tests.published import ADJUSTMENTS, ECL, H1_2023, JUN_2023
from tests.remarks import comment, link
from workbench.commands import (
    AddAdjustment,
    AddComment,
    AddEvidence,
    AddPeriod,
    AddStatement,
    AnyCommand,
    Consider,
    DescribeAdjustment,
    DescribeLine,
    DescribeProject,
    EditEntries,
    EditFigures,
    GroupAdjustments,
    InsertLine,
    KeepScenario,
    MarkRestated,
    PlaceLine,
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
    WriteNote,
)
from workbench.domain.adjustments import Nature, Readiness
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.frameworks import Framework
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, LineUnit, Statement, StatementKind
from workbench.domain.subjects import AdjustmentSubject
from workbench.engine.recalculate import calculate
from workbench.errors import WorkbenchError
from workbench.importing import import_workbooks
from workbench.resources import sample
from workbench.session import Change, Session
from workbench.workbooks import begin_reading

REFERENCE = import_workbooks([begin_reading(sample())])
SOURCES = [stated.cell for stated in REFERENCE.source_figures[:40]]
PARTS = ("financing_income", "sales_and_marketing", "income_taxes_expense")
CELLS = [(line, H1_2023) for line in PARTS] + [("loans_receivable_net", JUN_2023)]
DIFFERENCES = [
    difference_of("Leases", "operations", {CELLS[0]: Decimal("2.5"), CELLS[1]: Decimal(-1)}),
    difference_of("Goodwill", "financial_position", {CELLS[3]: Decimal(7)}, {CELLS[3]: Decimal(-2)}),
]
ENTRIES = [tuple(difference.entries.values()) for difference in DIFFERENCES]
GRANTS = Line("grants", "Grants", REFERENCE.line("funding_costs").section)
DEC_2023 = Period(None, date(2023, 12, 31), "December 31, 2023")
PLAN = Statement("plan", StatementKind.FINANCIAL_POSITION, "Plan", (DEC_2023.id,), (Line("land", "Land"),))
NIL = Consideration(Conclusion.NIL, "none", "Jo", datetime(2024, 5, 6, tzinfo=UTC))
AMOUNTS = st.integers(-(10**7), 10**7).map(Decimal) | st.integers(-99, 99).map(lambda tenths: Decimal(tenths) / 10)
COMMANDS = st.one_of(
    st.builds(SwitchAdjustment, st.sampled_from(ADJUSTMENTS), st.booleans()),
    st.builds(SwitchTo, st.frozensets(st.sampled_from(ADJUSTMENTS))),
    st.builds(EditFigures, st.dictionaries(st.sampled_from(CELLS), st.none() | AMOUNTS, min_size=1)),
    st.builds(EditEntries, st.sampled_from(ADJUSTMENTS), st.dictionaries(st.sampled_from(CELLS), AMOUNTS, min_size=1)),
    st.builds(AddAdjustment, st.sampled_from(DIFFERENCES)),
    st.builds(PostEntries, st.sampled_from(ADJUSTMENTS), st.sampled_from(ENTRIES)),
    st.builds(RestateTotal, st.just("net_income"), st.just(H1_2023), AMOUNTS),
    st.builds(RenameLine, st.sampled_from(PARTS), st.sampled_from(("Interest", "Financing income"))),
    st.builds(RenameAdjustment, st.sampled_from(ADJUSTMENTS), st.sampled_from(("ECL", "EIR"))),
    st.builds(SetNature, st.sampled_from(ADJUSTMENTS), st.sampled_from((None, *Nature))),
    st.builds(WriteNote, st.sampled_from(("", "{{ result(net_income, H1 2023) }}"))),
    st.builds(
        DescribeProject,
        st.sampled_from((REFERENCE.entity, "Example Ltd")),
        st.just(REFERENCE.currency),
        st.sampled_from((REFERENCE.scale, 1)),
        st.sampled_from((REFERENCE.frameworks.source, Framework("PRC GAAP", "PRC"))),
        st.sampled_from((REFERENCE.frameworks.target, Framework("IFRS", "", "Restated"))),
    ),
    st.builds(
        DescribeAdjustment,
        st.sampled_from(ADJUSTMENTS),
        st.sampled_from((("ASC 1", "IFRS 1"), ("", ""))),
        st.sampled_from(("", "to do")),
        st.sampled_from(Readiness),
        st.sampled_from(("", "leases")),
    ),
    st.builds(
        GroupAdjustments, st.lists(st.sampled_from(ADJUSTMENTS)).map(tuple), st.sampled_from(("", "Loans", "Equity"))
    ),
    st.builds(Consider, st.sampled_from(("leases", "pensions")), st.just(H1_2023), st.sampled_from((None, NIL))),
    st.builds(InsertLine, st.just("operations"), st.just(GRANTS), st.sampled_from((None, "funding_costs"))),
    st.builds(
        PlaceLine, st.sampled_from(PARTS), st.sampled_from((None, "funding_costs")), st.sampled_from(((), ("Costs",)))
    ),
    st.builds(
        DescribeLine,
        st.sampled_from(("basic_3", "diluted_3")),
        st.sampled_from((LineUnit.SHARES, LineUnit.PERCENT)),
        st.sampled_from((0, 3)),
        st.sampled_from(("", "Basic shares")),
    ),
    st.builds(KeepScenario, st.sampled_from(("Loans", "Equity")), st.frozensets(st.sampled_from(ADJUSTMENTS))),
    st.builds(AddStatement, st.just(PLAN), st.just((DEC_2023,))),
    st.builds(AddPeriod, st.just(DEC_2023), st.just(("financial_position",))),
    st.builds(SetConcept, st.sampled_from(PARTS), st.sampled_from((None, Concept.REVENUE))),
    st.builds(SetTotal, st.just("platform_services"), st.sampled_from(((), (("referral_services_fees", 1),)))),
    st.builds(SetReconciled, st.just("cash_flows"), st.just(H1_2023), st.booleans()),
    st.builds(AddComment, st.sampled_from([comment(AdjustmentSubject(ECL), key=key) for key in "12"])),
    st.builds(AddEvidence, st.just(link(AdjustmentSubject(ECL)))),
    st.builds(
        MarkRestated,
        st.sampled_from([stated.cell for stated in REFERENCE.source_figures[:40]]),
        st.sampled_from(("", "why")),
    ),
)


class Editing(RuleBasedStateMachine):
    """A session beside the simplest model of one: a list of snapshots and a place in it."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session(REFERENCE)
        self.snapshots: list[Project] = [REFERENCE]
        self.place = 0

    @rule(command=COMMANDS)
    def execute(self, command: AnyCommand) -> None:
        before = self.session.project
        try:
            self.session.execute(command)
        except WorkbenchError as error:
            refusal = str(error)
        else:
            refusal = ""
        assert "already" in refusal or not refusal, "what is there is not added again, and nothing else is refused"
        if self.session.project is before:  # nothing to change is no step
            assert refusal or command.apply(before) is before
            return
        self.snapshots[self.place + 1 :] = [self.session.project]
        self.place += 1

    @precondition(lambda self: self.place > 0)
    @rule()
    def undo(self) -> None:
        self.session.undo()
        self.place -= 1

    @precondition(lambda self: self.place + 1 < len(self.snapshots))
    @rule()
    def redo(self) -> None:
        self.session.redo()
        self.place += 1

    @precondition(lambda self: self.place == 0)
    @rule()
    def undo_with_nothing_done(self) -> None:
        self.session.undo()

    @rule()
    def undo_everything_and_redo_it(self) -> None:
        for _ in range(self.place):
            self.session.undo()
        assert self.session.project is REFERENCE
        assert self.session.is_saved
        for _ in range(self.place):
            self.session.redo()

    @invariant()
    def the_snapshot_is_the_very_object_of_its_place(self) -> None:
        assert self.session.project is self.snapshots[self.place]
        assert (self.session.step_to_undo is None) == (self.place == 0)
        assert (self.session.step_to_redo is None) == (self.place + 1 == len(self.snapshots))

    @invariant()
    def the_results_are_those_of_a_fresh_calculation(self) -> None:
        assert self.session.results.project is self.session.project
        assert self.session.results.has_same_figures(calculate(self.session.project))


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)


def test_a_command_that_is_refused_changes_nothing(qifu: Session) -> None:
    before, results = qifu.project, qifu.results
    changes: list[Change] = []
    qifu.subscribe(changes.append)
    with pytest.raises(WorkbenchError):
        qifu.execute(SwitchAdjustment("no_such_difference", on=True))
    assert (qifu.project, qifu.results) == (before, results)
    assert qifu.project is before
    assert changes == []


def test_listeners_hear_which_fields_changed_until_they_stop_listening(qifu: Session) -> None:
    changes: list[Change] = []
    stop = qifu.subscribe(changes.append)
    qifu.execute(SwitchAdjustment(ADJUSTMENTS[0], on=False))
    qifu.execute(EditFigures({("financing_income", H1_2023): Decimal(1)}))
    stop()
    qifu.undo()
    assert [change.fields for change in changes] == [{"enabled"}, {"statements"}]


def test_undoing_back_to_the_saved_snapshot_is_saved_again(qifu: Session) -> None:
    qifu.execute(SwitchAdjustment(ADJUSTMENTS[0], on=False))
    assert not qifu.is_saved
    qifu.mark_saved(qifu.project)
    qifu.execute(SwitchAdjustment(ADJUSTMENTS[1], on=False))
    qifu.undo()
    assert qifu.is_saved


def test_an_engine_that_refuses_leaves_the_session_as_it_was(qifu: Session) -> None:
    before = qifu.project
    with pytest.raises(WorkbenchError, match="18 digits"):
        qifu.execute(EditFigures({("financing_income", H1_2023): Decimal(10) ** 30}))
    assert qifu.project is before
    assert qifu.results.figure("financing_income", H1_2023) == 2_001_613
