"""Thirty notes with fields in order, moved, renamed, translated and broken, and with typed figures, stale or not."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from tests.notes.reading import SBC, edited, findings_on, read
from workbench.commands import (
    Edit,
    EditEntries,
    EditFigures,
    PlaceLine,
    RemoveAdjustment,
    RenameAdjustment,
    RenameLine,
    SwitchTo,
)
from workbench.domain.facts import Fact
from workbench.domain.findings import FindingStatus
from workbench.domain.project import Project

H1_2022, H1_2023, JUN_2023 = "2022-01-01/2022-06-30", "2023-01-01/2023-06-30", "2023-06-30"
ECL = "expected_credit_losses"
FEWER = EditEntries(SBC, {("general_and_administrative", H1_2023): Decimal(-32_000)})
"""An edit after which the effect on net income of H1 2023 is 48,675, no longer 49,337."""
RENAMED = RenameAdjustment(SBC, "Share awards")
PURCHASES = RenameLine("sales_and_marketing", "Selling expenses")
MOVED = PlaceLine("loans_receivable_net", "property_and_equipment_net", ("ASSETS", "Non-current assets:"))
NO_ECL = RemoveAdjustment(ECL)
SBC_2023 = '{{ effect("Share-based compensation", net_income, H1 2023) | gain }}'


@dataclass(frozen=True)
class Case:
    """A note after some edits: how it reads, and the keys of what is found, alarms first."""

    note: str
    reads: str
    alarms: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    own: str | None = SBC


BROKEN, STALE, SIGN = "field-broken", "figure-unexplained", "figure-of-other-sign"
ALARMS = frozenset((FindingStatus.FAIL, FindingStatus.WARNING))
REMARKS = frozenset((FindingStatus.INFORMATION,))
REMARKED, EXPLAINED, NO_UNIT = "field-remarked", "figure-explained", "figure-without-unit"
CASES = {
    # fields that follow
    "a field in order": Case(f"It is {SBC_2023}.", "It is a gain of RMB49,337 thousand."),
    "a figure that moved": Case(f"It is {SBC_2023}.", "It is a gain of RMB48,675 thousand.", edits=(FEWER,)),
    "a gain that became a loss": Case(
        f"It is {SBC_2023}.",
        "It is a loss of RMB84,012 thousand.",
        edits=(EditEntries(SBC, {("general_and_administrative", H1_2023): Decimal(100_687)}),),
    ),
    "switches rewrite nothing": Case(
        f"It is {SBC_2023}; {{{{ result(total_equity, 30 Jun 2023) }}}}",
        "It is a gain of RMB49,337 thousand; 21,747,683",
        edits=(SwitchTo(frozenset()),),
    ),
    "part of a name": Case('{{ effect("share-based", net_income, H1 2022) }}', "(13,140)"),
    # renamed, moved
    "a difference with another name": Case(
        f"It is {SBC_2023}.", "It is a gain of RMB49,337 thousand.", (), (REMARKED,), (RENAMED,)
    ),
    "a difference by its new name": Case(
        '{{ effect("Share awards", net_income, H1 2022) }}', "(13,140)", (), (), (RENAMED,)
    ),
    "a line with another caption": Case(
        '{{ effect("Share-based", "Sales and marketing", H1 2023) }}', "(2,114)", (), (REMARKED,), (PURCHASES,)
    ),
    "a line by its new caption": Case(
        '{{ effect("Share-based", "Selling expenses", H1 2023) }}', "(2,114)", (), (), (PURCHASES,)
    ),
    "a line in another section": Case(
        '{{ as_reported("Loans receivable, net" in "Current assets", 30 Jun 2023) }}',
        "21,430,147",
        (),
        (REMARKED,),
        (MOVED,),
    ),
    "a line by its section": Case(
        '{{ as_reported("Other services fees" in "Platform services", H1 2023) }}', "171,720", own=None
    ),
    # translated
    "a concept in Chinese": Case('{{ effect("Share-based", 净利润, H1 2022) }}', "(13,140)"),
    "a period in Chinese": Case('{{ effect("Share-based", net_income, 2022年上半年) }}', "(13,140)"),
    "a convenience translation": Case("{{ translation(net_income, USD, H1 2023) | with unit }}", "US$279,010 thousand"),
    "no such translation": Case(
        "{{ translation(net_income, HKD, H1 2023) }}", "{{ translation(net_income, HKD, H1 2023) }}", (BROKEN,)
    ),
    # broken
    "a difference that was deleted": Case(
        '{{ effect("Expected credit losses", net_income, H1 2023) }}',
        '{{ effect("Expected credit losses", net_income, H1 2023) }}',
        (BROKEN,),
        (),
        (NO_ECL,),
    ),
    "a name of several differences": Case(
        '{{ effect("net of tax", net_income, H1 2023) }}', '{{ effect("net of tax", net_income, H1 2023) }}', (BROKEN,)
    ),
    "a caption of several lines": Case(
        '{{ as_reported("Other services fees", H1 2023) }}',
        '{{ as_reported("Other services fees", H1 2023) }}',
        (BROKEN,),
    ),
    "a line that is not there": Case(
        '{{ result("Goodwill", 30 Jun 2023) }}', '{{ result("Goodwill", 30 Jun 2023) }}', (BROKEN,)
    ),
    "a period that no statement has": Case(
        "{{ result(net_income, FY 2023) }}", "{{ result(net_income, FY 2023) }}", (BROKEN,)
    ),
    "a period that is not reconciled": Case(
        "{{ result(net_income, Q2 2023) }}", "{{ result(net_income, Q2 2023) }}", (BROKEN,)
    ),
    "a statement that is not reconciled": Case(
        "{{ result(cash_at_end, H1 2023) }}", "{{ result(cash_at_end, H1 2023) }}", (BROKEN,)
    ),
    "an increase since another period": Case(
        "It rose by RMB62,477 thousand.", "It rose by RMB62,477 thousand.", (), (EXPLAINED,)
    ),
    "a figure that became blank": Case(
        '{{ as_reported("Funding costs", H1 2023) }}',
        '{{ as_reported("Funding costs", H1 2023) }}',
        (BROKEN,),
        (),
        (EditFigures({("funding_costs", H1_2023): None}),),
    ),
    "a field without its braces": Case(
        "It is {{ result(net_income, H1 2023)", "It is {{ result(net_income, H1 2023)", (BROKEN,)
    ),
    # typed
    "typed, and explained": Case("A gain of RMB49,337 thousand.", "A gain of RMB49,337 thousand.", (), (EXPLAINED,)),
    "typed, and stale": Case("A gain of RMB49,337 thousand.", "A gain of RMB49,337 thousand.", (STALE,), (), (FEWER,)),
    "typed in millions, and stale": Case("It rose by RMB49.4 million.", "It rose by RMB49.4 million.", (STALE,)),
    "typed in Chinese, and stale": Case("收益人民币49,338千元。", "收益人民币49,338千元。", (STALE,)),
    "typed with the wrong sign": Case(
        "A gain of RMB13,140 thousand and (49,337).",
        "A gain of RMB13,140 thousand and (49,337).",
        (SIGN,),
        (EXPLAINED,),
    ),
    "typed without its unit": Case("A loss of RMB13,140.", "A loss of RMB13,140.", (), (NO_UNIT,)),
    "typed, and from elsewhere": Case(
        'Loans of {{ stated("RMB166,000 million") }} were granted.', "Loans of RMB166,000 million were granted."
    ),
    "numbers that are no figures": Case(
        "Under IFRS 9 and ASC 326-20-30-4 (ASU 2016-13), 12-month losses of Stage 1 over 24 months to June 30, 2023 or "
        "2023年6月30日 are at 5.5%, see note 3 (iii), section 5.4.1, H1 2022, the 2nd half of 2022 and 6个月.",
        "Under IFRS 9 and ASC 326-20-30-4 (ASU 2016-13), 12-month losses of Stage 1 over 24 months to June 30, 2023 or "
        "2023年6月30日 are at 5.5%, see note 3 (iii), section 5.4.1, H1 2022, the 2nd half of 2022 and 6个月.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_note_reads_and_is_found_as_it_should_be(name: str, qifu_project: Project) -> None:
    case = CASES[name]
    session = edited(qifu_project, case.edits)
    assert read(session, case.note, case.own).text == case.reads
    found = findings_on(session, case.note, case.own)
    by_status = {
        status: tuple(what.key for found_status, what in found if found_status in status)
        for status in (ALARMS, REMARKS)
    }
    assert by_status == {ALARMS: case.alarms, REMARKS: case.remarks}
    assert {what.key for status, what in found if status is FindingStatus.FAIL} <= {BROKEN}


def test_there_are_thirty() -> None:
    assert len(CASES) >= 30


WHY = {
    "a difference that was deleted": "field-difference-deleted",
    "a name of several differences": "field-difference-ambiguous",
    "a caption of several lines": "field-line-ambiguous",
    "a line that is not there": "field-line-unknown",
    "a period that no statement has": "field-period-unknown",
    "a period that is not reconciled": "field-not-reconciled",
    "a statement that is not reconciled": "field-not-reconciled",
    "a figure that became blank": "field-not-stated",
    "a field without its braces": "field-not-closed",
    "no such translation": "field-currency-unknown",
}


@pytest.mark.parametrize("name", WHY)
def test_a_broken_field_says_why(name: str, qifu_project: Project) -> None:
    case = CASES[name]
    ((_, what),) = findings_on(edited(qifu_project, case.edits), case.note, case.own)
    why = what["why"]
    assert isinstance(why, Fact)
    assert why.key == WHY[name]


def test_every_stale_number_is_found(qifu_project: Project) -> None:
    """Each typed figure of the effect, in each way of writing it, is stale once the effect has moved."""
    forms = ("RMB49,337 thousand", "RMB49,337", "49,337", "49337", "(49,337)", "49,337千元", "RMB49.34 million",
             "RMB 49337k", "人民币4,933.7万元", "49,337,000 RMB", "4933.7万元", "49,337千元人民币")  # fmt: skip
    before, after = edited(qifu_project, ()), edited(qifu_project, (FEWER,))
    for form in forms:
        assert not read(before, f"It is {form}.").stale, form
        (stale,) = read(after, f"It is {form}.").stale
        assert stale.typed.text in form
