"""Expressions as formulas: what a spreadsheet is given to work out, and that both evaluators agree."""

from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from workbench.checks.comparison import Comparison, Relation
from workbench.checks.expressions import (
    Constant,
    EnteredEffects,
    Expression,
    Figure,
    Product,
    Quotient,
    Remainder,
    Rounded,
    SourceCell,
    Sum,
    SwitchedEffects,
    as_reported,
    result,
    sum_of,
)
from workbench.domain.findings import FindingStatus
from workbench.domain.sources import FigureRole
from workbench.exporting.check_formulas import Place, formula, verdict
from workbench.phrases import ENGLISH

ROWS = {"cash": 9, "loans": 10, "notes": 11, "assets": 12, "income": 20}


@dataclass
class OneSheet:
    """Places on one sheet: as reported in column B, results in G."""

    all_on: str = "N=2"
    listed: dict[str, list[Place]] = field(default_factory=dict)

    def figure(self, figure: Figure) -> Place | None:
        row = ROWS.get(figure.line)
        return Place("BS", 7 if figure.role is FigureRole.RESULT else 2, row) if row else None

    def source(self, source: SourceCell) -> Place:
        return Place("Sources", 6, 40)

    def remainder(self, remainder: Remainder) -> Place | None:
        return None

    def entry_cells(self, entered: EnteredEffects) -> list[Place]:
        return self.listed.get(entered.line, [])

    def switched_effects(self, switched: SwitchedEffects) -> str:
        return "SUMPRODUCT('BS'!$C$9:$F$9,'BS'!$C$7:$F$7)"

    def switch(self, adjustment: str) -> str:
        return f"'Summary'!$B${8 if adjustment == 'leases' else 9}"


def reported(line: str) -> Figure:
    return as_reported(line, "P")


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (reported("cash"), "'BS'!$B$9"),
        (result("cash", "P"), "SUM('BS'!$G$9)"),
        (reported("not shown"), "0"),
        (sum_of(map(reported, ("cash", "loans", "notes"))), "SUM('BS'!$B$9:$B$11)"),
        (sum_of(map(reported, ("cash", "notes", "cash"))), "SUM('BS'!$B$9,'BS'!$B$11,'BS'!$B$9)"),
        (Sum(((reported("cash"), 1), (reported("loans"), -1))), "'BS'!$B$9-'BS'!$B$10"),
        (Sum(((reported("cash"), -1),)), "-'BS'!$B$9"),
        (
            sum_of((reported("cash"), SwitchedEffects("cash", "P"))),
            "'BS'!$B$9+(SUMPRODUCT('BS'!$C$9:$F$9,'BS'!$C$7:$F$7))",
        ),
        (Remainder("assets", "P"), "0"),
        (EnteredEffects("cash", "P"), "0"),
        (
            Rounded(Quotient(Product((result("income", "P"), Constant(Decimal(1000)))), reported("notes")), 2),
            "ROUND(IF('BS'!$B$11=0,0,SUM('BS'!$G$20)*1000/'BS'!$B$11),2)",
        ),
    ],
)
def test_an_expression_becomes_a_formula_in_which_blanks_count_as_0(expression: Expression, text: str) -> None:
    assert formula(expression, OneSheet()) == text


def test_a_list_of_cells_is_named_cell_by_cell() -> None:
    places = OneSheet(listed={"cash": [Place("Entries", 6, 4), Place("Entries", 6, 9)]})
    assert formula(EnteredEffects("cash", "P"), places) == "SUM('Entries'!$F$4,'Entries'!$F$9)"


def test_more_cells_than_a_function_takes_are_summed_in_turns() -> None:
    places = OneSheet(listed={"cash": [Place("Entries", 6, row) for row in range(4, 804, 2)]})
    text = formula(EnteredEffects("cash", "P"), places)
    assert text.startswith("SUM(SUM('Entries'!$F$4,")
    assert text.count("SUM(") == 3


def comparison(**changes: object) -> Comparison:
    return Comparison("footing", "Assets", reported("assets"), reported("cash"), **changes)


@pytest.mark.parametrize(
    ("compared", "text"),
    [
        (comparison(), '=IF(ROUND(C9-D9,0)=0,"pass","FAIL")'),
        (comparison(tolerance=Decimal("0.5")), '=IF(ABS(ROUND(C9-D9,0))<=0.5,"pass","FAIL")'),
        (comparison(relation=Relation.AT_LEAST), '=IF(ROUND(C9-D9,0)>=0,"pass","FAIL")'),
        (comparison(proves=False), '=IF(ROUND(C9-D9,0)=0,"holds","FAIL")'),
        (comparison(broken_status=FindingStatus.WARNING), '=IF(ROUND(C9-D9,0)=0,"pass","warning")'),
        (
            comparison(unless_on=("leases",)),
            '=IF(\'Summary\'!$B$8>0,"not applicable",IF(ROUND(C9-D9,0)=0,"pass","FAIL"))',
        ),
        (comparison(only_complete=True), '=IF(N=2,IF(ROUND(C9-D9,0)=0,"pass","FAIL"),"not applicable")'),
    ],
)
def test_a_verdict_is_a_formula_over_the_two_sides(compared: Comparison, text: str) -> None:
    assert verdict(compared, "C9", "D9", 0, OneSheet(), ENGLISH) == text
