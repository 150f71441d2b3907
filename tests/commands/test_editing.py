"""Editing rules, seen on the reference case: parts move totals, totals are restated by name, news moves nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.found import all_findings, message
from tests.projects import CLOSING, OPENING, entries_of, project_of
from tests.published import ADJUSTMENTS, DEC_2022, ECL, EIR, H1_2023, JUN_2023, Q2_2023
from workbench.checks import Agreement, agreement_of
from workbench.commands import (
    EditEntries,
    EditFigures,
    InsertLine,
    MarkRestated,
    RenameLine,
    RestateTotal,
    SetConcept,
    SetReconciled,
    SetTotal,
    SwitchTo,
)
from workbench.domain.findings import FindingStatus
from workbench.domain.sources import CellRef, FigureRole, SourceFigures
from workbench.domain.statements import Concept, Line, LineRole
from workbench.errors import WorkbenchError
from workbench.session import Session

FINANCING = ("financing_income", H1_2023)


def test_editing_a_part_keeps_remainders_and_moves_every_total_above(qifu: Session) -> None:
    totals = ("credit_driven_services", "total_net_revenue", "income_from_operations", "net_income")
    before = [qifu.results.figure(total, H1_2023) for total in totals]
    qifu.execute(EditFigures({FINANCING: Decimal(2_254_720)}))
    after = [qifu.results.figure(total, H1_2023) for total in totals]
    assert [b and a and a - b for a, b in zip(after, before, strict=True)] == [100, 100, 100, 100]
    assert all(qifu.results.remainder(total, H1_2023) == 0 for total in totals)
    assert qifu.results.figure("total_net_revenue", "2022-01-01/2022-06-30") == 8_488_301


def test_editing_a_cost_lowers_income_by_its_weight(qifu: Session) -> None:
    qifu.execute(EditFigures({("funding_costs", H1_2023): Decimal(324_249)}))
    assert qifu.results.figure("income_from_operations", H1_2023) == 1_854_748


def test_an_edited_line_and_the_totals_it_moved_fail_tie_out_until_restored(qifu: Session) -> None:
    operations = qifu.project.statements[0]
    qifu.execute(EditFigures({FINANCING: Decimal(1)}))
    edited = qifu.project.statements[0]
    for line in ("financing_income", "credit_driven_services", "net_income"):
        assert agreement_of(qifu.project, edited, (line, H1_2023)) is Agreement.DISAGREES
    assert agreement_of(qifu.project, edited, ("funding_costs", H1_2023)) is Agreement.STATED_ONCE
    qifu.execute(EditFigures({FINANCING: operations.figure(*FINANCING)}))
    restored = qifu.project.statements[0]
    assert agreement_of(qifu.project, restored, ("net_income", H1_2023)) is Agreement.AGREED


def test_a_changed_net_income_does_not_post_itself_elsewhere_but_the_check_says_so(qifu: Session) -> None:
    qifu.execute(EditFigures({FINANCING: Decimal(2_254_621)}))
    assert qifu.project.statements[3].figure("net_income_2", H1_2023) == 2_023_199
    failing = {f.check for f in all_findings(qifu.results) if f.status is FindingStatus.FAIL}
    assert failing == {"agreement-of-sources", "net-income", "same-measure"}


def test_a_total_cannot_be_typed_over_and_says_what_it_is_made_of(qifu: Session) -> None:
    with pytest.raises(WorkbenchError, match="total of Total current assets \\+ Total non-current assets"):
        qifu.execute(EditFigures({("total_assets", JUN_2023): Decimal(1)}))


def test_restating_a_total_changes_its_remainder_and_the_totals_above(qifu: Session) -> None:
    qifu.execute(RestateTotal("total_current_assets", JUN_2023, Decimal(37_557_771)))
    assert qifu.results.remainder("total_current_assets", JUN_2023) == 10
    assert qifu.project.statements[1].figure("total_assets", JUN_2023) == 43_402_123
    failing = [
        message(f) for f in all_findings(qifu.results) if f.status is FindingStatus.FAIL and f.check == "footing"
    ]
    assert any(message.startswith("Total current assets") for message in failing)


def test_headings_carry_no_figures(qifu: Session) -> None:
    with pytest.raises(WorkbenchError, match="heading"):
        qifu.execute(EditFigures({("assets", JUN_2023): Decimal(1)}))


def test_a_blank_part_that_gets_a_figure_moves_its_total_and_back(qifu: Session) -> None:
    cell = ("contract_liabilities", DEC_2022)
    qifu.execute(EditFigures({cell: Decimal(9)}))
    assert qifu.results.figure(*cell) == 9
    assert qifu.project.statements[1].figure("total_liabilities", DEC_2022) == 21_411_882
    qifu.execute(EditFigures({cell: None}))
    assert qifu.results.figure(*cell) is None
    assert qifu.project.statements[1].figure("total_liabilities", DEC_2022) == 21_411_873


def test_saying_that_an_unknown_line_is_nil_gives_it_a_result_and_moves_no_total() -> None:
    cell = ("contract", OPENING)
    session = Session(
        project_of(
            {"contract": (None, None), "liabilities": (Decimal(50), Decimal(50))},
            {"liabilities": (("contract", 1),)},
            {"guarantee": {cell: Decimal(3)}},
            unknown=[cell, ("contract", CLOSING)],
        )
    )
    session.execute(EditFigures({cell: Decimal(0)}))
    assert session.results.figure(*cell) == 3
    assert session.results.figure("liabilities", OPENING) == 53
    assert session.results.figure("contract", CLOSING) is None


def test_a_figure_with_more_decimals_than_its_line_is_kept_exactly(qifu: Session) -> None:
    qifu.execute(EditFigures({FINANCING: Decimal("2254620.25")}))
    assert qifu.results.figure(*FINANCING) == Decimal("2001613.25")
    assert qifu.results.figure("net_income", H1_2023) == Decimal("1746887.25")


def test_an_entry_moves_the_result_of_its_line_and_totals(qifu: Session) -> None:
    qifu.execute(EditEntries(EIR, {FINANCING: Decimal(-253_000)}))
    assert qifu.results.figure(*FINANCING) == 2_001_620
    assert qifu.results.figure("net_income", H1_2023) == 1_746_894
    qifu.execute(EditEntries(EIR, {FINANCING: None}))
    assert qifu.results.effect(EIR, *FINANCING) == 0


def test_an_entry_in_a_period_that_was_not_reconciled_reconciles_it(qifu: Session) -> None:
    cell = ("financing_income", Q2_2023)
    assert qifu.results.figure(*cell) is None
    qifu.execute(EditEntries(EIR, {cell: Decimal(-1)}))
    assert qifu.results.figure(*cell) == 1_188_737


def test_a_nil_entry_reconciles_its_period_and_taking_an_entry_away_does_not(qifu: Session) -> None:
    cell = ("financing_income", Q2_2023)
    qifu.execute(EditEntries(EIR, {cell: None}))
    assert qifu.results.figure(*cell) is None
    qifu.execute(EditEntries(EIR, {cell: Decimal(0)}))
    assert qifu.results.figure(*cell) == 1_188_738
    assert qifu.results.effect(EIR, *cell) == 0


def test_an_entry_on_a_total_is_refused(qifu: Session) -> None:
    with pytest.raises(WorkbenchError, match="total"):
        qifu.execute(EditEntries(EIR, {("net_income", H1_2023): Decimal(1)}))


def test_a_statement_declared_reconciled_with_nothing_entered_has_its_figures_as_results(qifu: Session) -> None:
    qifu.execute(SetReconciled("cash_flows", H1_2023, reconciled=True))
    line = qifu.project.statements[2].lines[0]
    assert qifu.results.figure(line.id, H1_2023) == 3_522_666
    qifu.execute(SetReconciled("cash_flows", H1_2023, reconciled=False))
    assert qifu.results.figure(line.id, H1_2023) is None


def test_what_has_entries_cannot_be_declared_not_reconciled(qifu: Session) -> None:
    with pytest.raises(WorkbenchError, match="has entries"):
        qifu.execute(SetReconciled("operations", H1_2023, reconciled=False))


def test_a_restated_source_no_longer_disagrees_once_the_reason_is_given(qifu: Session) -> None:
    cell = CellRef("qifu-h1-2023.xlsx", "Recon IS 1H23", "B11")
    stated = SourceFigures(
        one._replace(amount=Decimal(5)) if one.cell == cell else one for one in qifu.project.source_figures
    )
    session = Session(replace(qifu.project, source_figures=stated))
    statement = session.project.statements[0]
    assert agreement_of(session.project, statement, FINANCING) is Agreement.DISAGREES
    session.execute(MarkRestated(cell, "Reclassified in the annual report"))
    assert agreement_of(session.project, statement, FINANCING) is Agreement.STATED_ONCE
    session.execute(MarkRestated(cell, ""))
    assert agreement_of(session.project, statement, FINANCING) is Agreement.DISAGREES


def test_a_restated_primary_figure_gives_way_to_the_next_source(qifu: Session) -> None:
    wrong = CellRef("qifu-h1-2023.xlsx", "IS", "F9")
    stated = SourceFigures(
        one._replace(amount=Decimal(7)) if one.cell == wrong else one for one in qifu.project.source_figures
    )
    operations = qifu.project.statements[0]
    row = tuple(
        Decimal(7) if period == H1_2023 else operations.figure("financing_income", period)
        for period in operations.periods
    )
    operations = replace(operations, figures=operations.figures.with_items({"financing_income": row}))
    project = replace(qifu.project, source_figures=stated, statements=(operations, *qifu.project.statements[1:]))
    session = Session(project)
    session.execute(MarkRestated(wrong, "Misprint"))
    assert session.project.statements[0].figure(*FINANCING) == 2_254_620
    assert agreement_of(session.project, session.project.statements[0], FINANCING) is Agreement.STATED_ONCE
    session.undo()
    assert session.project is project


def test_a_cell_that_states_nothing_cannot_be_marked_restated(qifu: Session) -> None:
    with pytest.raises(WorkbenchError, match="No figure was read"):
        qifu.execute(MarkRestated(CellRef("other.xlsx", "IS", "A1"), "why"))


def test_renaming_a_line_keeps_its_id_and_the_old_spelling(qifu: Session) -> None:
    qifu.execute(RenameLine("financing_income", "Interest income"))
    line = qifu.project.line("financing_income")
    assert (line.caption, line.aliases) == ("Interest income", ("Financing income",))


def test_what_stands_under_a_renamed_heading_follows_it(qifu: Session) -> None:
    under = [
        line.id for line in qifu.project.statement_by_id["operations"].lines if "Platform services" in line.section
    ]
    assert len(under) == 3
    qifu.execute(RenameLine("platform_services", "Services of the platform"))
    lines = qifu.project.statement_by_id["operations"].lines
    assert [line.id for line in lines if line.section[-1:] == ("Services of the platform",)] == under
    assert not any("Platform services" in line.section for line in lines)


def test_a_total_keeps_the_decimals_that_a_part_gave_it(qifu: Session) -> None:
    before = qifu.project
    qifu.execute(EditFigures({("referral_services_fees", H1_2023): Decimal("0.25")}))
    platform = qifu.project.statements[0].figure("platform_services", H1_2023)
    for parts in ((), (("other_services_fees_2", 1),)):
        qifu.execute(SetTotal("platform_services", parts))
        assert qifu.project.statements[0].figure("platform_services", H1_2023) == platform
        assert qifu.project.line("platform_services").decimals == 2
        qifu.undo()
    qifu.undo()
    assert qifu.project is before


@pytest.mark.parametrize("line", ["net_income_per_ordinary_share_attributable_to_ordinary", "funding_costs"])
def test_what_is_no_total_has_no_parts_to_lose(qifu: Session, line: str) -> None:
    before = qifu.project
    qifu.execute(SetTotal(line, ()))
    assert qifu.project is before


def test_a_line_of_another_unit_is_no_total(qifu: Session) -> None:
    said = r"^'Basic' is not an amount of money and cannot be a total\. Change its unit first\.$"
    with pytest.raises(WorkbenchError, match=said):
        qifu.execute(SetTotal("basic", (("funding_costs", 1),)))


def test_a_refused_part_is_called_by_its_caption(qifu: Session) -> None:
    with pytest.raises(WorkbenchError, match="'Basic' cannot be a part of 'Platform services'"):
        qifu.execute(SetTotal("platform_services", (("basic", 1),)))


def test_what_changes_nothing_is_no_step(qifu: Session) -> None:
    qifu.execute(RestateTotal("net_income", H1_2023, Decimal(2_023_199)))
    qifu.execute(MarkRestated(qifu.project.source_figures[0].cell, " "))
    assert qifu.step_to_undo is None
    assert qifu.is_saved


def test_a_meaning_moves_from_one_line_to_another(qifu: Session) -> None:
    qifu.execute(SetConcept("credit_driven_services", Concept.REVENUE))
    assert qifu.project.line("credit_driven_services").concept is Concept.REVENUE
    assert qifu.project.line("total_net_revenue").concept is None


def test_several_lines_may_be_restricted_cash(qifu: Session) -> None:
    before = qifu.project
    qifu.execute(SetConcept("other_non_current_assets", Concept.RESTRICTED_CASH))
    statement = qifu.project.statement_by_id["financial_position"]
    names = [line.id for line in statement.lines_with(Concept.RESTRICTED_CASH)]
    assert names == ["restricted_cash", "other_non_current_assets"]
    qifu.undo()
    qifu.execute(SetConcept("restricted_cash", Concept.RESTRICTED_CASH))
    assert qifu.project is before


def test_a_line_without_entries_that_becomes_a_total_follows_its_parts(qifu: Session) -> None:
    line = Line("services", "Services", qifu.project.line("platform_services").section)
    parts = (("credit_driven_services", 1), ("platform_services", 1))
    qifu.execute(InsertLine("operations", line, "platform_services"))
    qifu.execute(SetTotal("services", parts))
    for adjustment in ADJUSTMENTS:
        effect = qifu.results.effect(adjustment, "total_net_revenue", H1_2023)
        assert qifu.results.effect(adjustment, "services", H1_2023) == effect
        assert qifu.results.unallocated_effect(adjustment, "services", H1_2023) == 0


def test_the_parts_of_a_total_are_editable_and_a_circle_is_refused(qifu: Session) -> None:
    with pytest.raises(WorkbenchError, match="part of itself"):
        qifu.execute(SetTotal("total_net_revenue", (("net_income", 1),)))
    qifu.execute(SetTotal("platform_services", ()))
    assert qifu.project.line("platform_services").role is LineRole.LINE
    qifu.execute(SetTotal("platform_services", (("referral_services_fees", 1),), partial=True))
    assert qifu.results.remainder("platform_services", H1_2023) == 1_824_830


def test_a_total_whose_parts_are_taken_away_keeps_its_effects_and_so_do_the_totals_above(qifu: Session) -> None:
    before = qifu.results.figure("net_income", H1_2023)
    qifu.execute(SetTotal("total_operating_costs_and_expenses", ()))
    assert qifu.results.figure("net_income", H1_2023) == before == 1_746_887
    assert qifu.results.effect(ECL, "total_operating_costs_and_expenses", H1_2023) == -29_667


def test_an_effect_that_was_an_error_is_known_again_once_it_is_entered(qifu: Session) -> None:
    adjustments = tuple(
        replace(a, entries=a.entries.without(*(e.id for e in a.entries_on(FINANCING))), unknown=frozenset({FINANCING}))
        if a.id == EIR
        else a
        for a in qifu.project.adjustments
    )
    session = Session(replace(qifu.project, adjustments=adjustments))
    assert session.results.figure("net_income", H1_2023) is None
    assert session.results.with_enabled({ECL}).figure("net_income", H1_2023) == 2_023_199 + 25_217
    session.execute(EditEntries(EIR, {FINANCING: Decimal(-253_007)}))
    assert session.results.figure("net_income", H1_2023) == 1_746_887


def test_the_sides_of_a_balance_stay_equal_in_every_state(qifu: Session) -> None:
    for number in range(16):
        on = frozenset(key for place, key in enumerate(ADJUSTMENTS) if number >> place & 1)
        qifu.execute(SwitchTo(on))
        for date in (DEC_2022, JUN_2023):
            assets, liabilities, equity = (
                qifu.results.figure(line, date) for line in ("total_assets", "total_liabilities", "total_equity")
            )
            assert assets is not None
            assert liabilities is not None
            assert equity is not None
            assert assets == liabilities + equity


def test_an_effect_on_a_total_that_its_parts_do_not_explain_is_kept_and_fails(qifu: Session) -> None:
    adjustment = qifu.project.adjustment_by_id[ECL]
    cell = ("total_assets", JUN_2023)
    entries = adjustment.with_entries(entries_of({cell: Decimal(5)})).entries
    adjustments = tuple(replace(a, entries=entries) if a.id == ECL else a for a in qifu.project.adjustments)
    session = Session(replace(qifu.project, adjustments=adjustments))
    assert session.results.unallocated_effect(ECL, *cell) == 5
    failing = [f for f in all_findings(session.results) if f.status is FindingStatus.FAIL]
    assert {f.check for f in failing} == {"footing", "balance", "stated-once"}
    assert any("TOTAL ASSETS" in message(f) and f.difference == 5 for f in failing)


def test_what_nobody_knows_is_not_known_by_being_made_blank(qifu: Session) -> None:
    adjustments = tuple(
        replace(each, unknown=frozenset({FINANCING})) if each.id == EIR else each for each in qifu.project.adjustments
    )
    session = Session(replace(qifu.project, adjustments=adjustments))
    session.execute(EditEntries(EIR, {FINANCING: None}))
    assert not session.results.is_effect_known(EIR, *FINANCING)
    session.execute(EditEntries(EIR, {FINANCING: Decimal(0)}))
    assert session.results.is_effect_known(EIR, *FINANCING)


def test_a_total_without_parts_keeps_an_effect_with_decimals(qifu: Session) -> None:
    qifu.execute(EditEntries("share_based_compensation", {("sales_and_marketing", H1_2023): Decimal("-2114.5")}))
    before = qifu.results.figure("net_income", H1_2023)
    qifu.execute(SetTotal("net_income", ()))
    assert qifu.results.figure("net_income", H1_2023) == before


def test_half_a_character_is_no_caption(qifu: Session) -> None:
    with pytest.raises(WorkbenchError, match="an incomplete character"):
        qifu.execute(RenameLine("financing_income", "Income \ud83d"))


def test_a_ratio_is_derived_where_nothing_on_enters_it_and_its_printed_result_no_longer_holds(qifu: Session) -> None:
    basic, sbc = ("basic", H1_2023), "share_based_compensation"
    qifu.execute(EditEntries(sbc, {basic: Decimal("1.00")}))
    assert qifu.results.figure(*basic) == Decimal("7.29")
    qifu.execute(SwitchTo(frozenset(ADJUSTMENTS) - {sbc}))
    assert qifu.results.figure(*basic) == Decimal("5.28")
    attributable = "net_income_attributable_to_ordinary_shareholders_of_the"
    stated = SourceFigures(
        (
            *qifu.project.source_figures,
            qifu.project.source_figures[0]._replace(
                line="basic", period=H1_2023, role=FigureRole.RESULT, amount=Decimal("5.43")
            ),
            qifu.project.source_figures[0]._replace(
                line=attributable, period=H1_2023, role=FigureRole.RESULT, amount=Decimal(1_755_237)
            ),
        )
    )
    session = Session(replace(qifu.project, source_figures=stated, enabled=frozenset(ADJUSTMENTS)))
    assert session.results.figure(*basic) == Decimal("5.43")
    session.execute(EditFigures({FINANCING: Decimal(3_254_620)}))
    assert session.results.figure(*basic) != Decimal("5.43")
