"""Notes as companies and analysts write them raise no alarm: every figure in them is one of the project, or none."""

from collections.abc import Iterator

import pytest
from openpyxl import load_workbook

from tests.api.samples import STEMS, sample_book
from tests.notes.reading import SBC, findings_on, read
from workbench.catalogue.differences import kinds
from workbench.domain.findings import FindingStatus
from workbench.notes.reading import NoteReader
from workbench.notes.typed_figures import typed_figures
from workbench.phrases import ENGLISH
from workbench.resources import sample
from workbench.session import Session

NOTES_OF_FILING = {
    "expected_credit_losses": (
        "(i) Under U.S. GAAP, the Group adopted ASC 326, Financial Instruments – Credit Losses (ASU 2016-13) from "
        "January 1, 2020, and measures lifetime expected credit losses (ASC 326-20-30-4). Under IFRS 9, 12-month "
        "expected credit losses are recognized in Stage 1, and lifetime losses in Stages 2 and 3. The difference "
        "in provision for loans receivable was RMB116,729 thousand for the six months ended June 30, 2023."
    ),
    "effective_interest_rate_on_loans_receivable": (
        "(ii) Under ASC 310-20-35-18 to 35-26, the effective interest rate is based on contractual cash flows over"
        " terms of up to 24 months; under IFRS 9 B5.4.1–B5.4.6, on estimated ones. Reconciled: RMB(215,055) "
        "thousand."
    ),
    SBC: (
        "(iii) Under ASC 718-10-35-8, awards with graded vesting are recognized on the straight-line method and "
        "forfeitures as they occur; under IFRS 2.IG11, each of the 4 installments is an award (25% a year). The "
        "accounting differences in the statements of operations were a loss of RMB13,140 and a gain of RMB49,337 "
        "thousand for the six months ended June 30, 2022 and 2023. Options over ordinary shares have a par value "
        "of US$0.00001."
    ),
    "financial_guarantee": (
        "(iv) Under ASC 460-10-25-2, a stand-ready liability is recognized; under IFRS 9.4.2.1(c) and IFRS 15, the"
        " higher of two amounts. Translations are made at RMB7.2513 to US$1.00, the rate of June 30, 2023 (note "
        "2(f))."
    ),
}
"""Modeled on notes (i) to (iv) of the filing, with their two figures as printed, one without its unit."""


def _notes_of_analyst() -> Iterator[str]:
    for row in load_workbook(sample())["Notes"].iter_rows(values_only=True):
        yield from (str(cell) for cell in row if cell)


@pytest.mark.parametrize("adjustment", NOTES_OF_FILING)
def test_the_notes_of_the_filing_raise_no_alarm(adjustment: str, qifu: Session) -> None:
    (own,) = (known.id for known in qifu.project.adjustments if known.id.startswith(adjustment))
    found = findings_on(qifu, NOTES_OF_FILING[adjustment], own)
    assert {status for status, _ in found} <= {FindingStatus.INFORMATION}


def test_both_figures_of_note_iii_are_explained_and_one_lacks_its_unit(qifu: Session) -> None:
    found = findings_on(qifu, NOTES_OF_FILING[SBC])
    assert [(what.key, what["figure"]) for _, what in found] == [
        ("figure-without-unit", "RMB13,140"),
        ("figure-explained", "RMB49,337 thousand"),
    ]


def test_note_iii_with_fields_says_both_with_their_sign_words(qifu: Session) -> None:
    effect = '{{{{ effect("Share-based compensation", net_income, {period}) | gain }}}}'
    note = f"Differences were {effect.format(period='H1 2022')} and {effect.format(period='H1 2023')}."
    assert read(qifu, note).text == "Differences were a loss of RMB13,140 thousand and a gain of RMB49,337 thousand."
    assert findings_on(qifu, note) == []


@pytest.mark.parametrize("stem", STEMS)
def test_notes_about_policies_raise_no_alarm_on_any_sample(stem: str) -> None:
    reader = NoteReader(sample_book(stem).results)
    texts = [*_notes_of_analyst(), *(kind.note for kind in kinds())]
    assert len(texts) > 20
    for text in texts:
        assert reader.read(text, ENGLISH).figures == ()


@pytest.mark.parametrize("stem", STEMS)
def test_samples_without_notes_have_no_findings_on_them(stem: str) -> None:
    session = Session(sample_book(stem).project)
    assert findings_on(session, "", None) == []


@pytest.mark.parametrize("stem", STEMS)
def test_each_effect_typed_into_a_note_is_explained_on_any_sample(stem: str) -> None:
    project = sample_book(stem).project
    reader = NoteReader(sample_book(stem).results)
    for adjustment in project.adjustments:
        for amount in {amount for amount in adjustment.effects.values() if abs(amount) >= 1_000}:
            note = f"It is {project.currency}{abs(amount):,f} thousand."
            assert not reader.read(note, ENGLISH, adjustment.id).stale, note


NO_FIGURES = (
    "IFRS 9, IAS 32.11, IFRS 1.D13(a), ASC 326-20-30-4, ASC 480-10-S99-3A, ASU 2016-13, HKFRS 16, SAB 101",
    "June 30, 2023; 30 June 2023; 2023-06-30; 30/06/2023; 20230630; 2023年6月30日; 二〇二三年六月三十日",
    "H1 2022, 1H23, FY2023, Q3 2022, six months, 6 months, 24 months, 12-month ECL, 90 days past due, 30+ days",
    "Stage 1, Level 3, Class A, note 3, note 3(iii), notes 12 and 13, (iii), (2), section 5.4, page 17, Exhibit 99.1",
    "the 2nd half, 1st, 3rd and 20th, 4 installments, 1 ADS represents 2 shares, 10%-20%, ratio of 2:1",
    "tax rate of 25%, 15% preferential rate, 6% VAT, a 1.15 % fee a month, 12m ECL, 第3层, 第三阶段, 附注12, 24个月",
    "a par value of US$0.00001 per share; US$0.00001 par value; RMB7.2513 to US$1.00; US$1 = RMB7.25; 400-603-6999",
    "2022 and 2023, 2022/23, 1 January 2018, IFRS 9 (2014), Caishui [2016] No. 36, Article 41",
)


@pytest.mark.parametrize("text", NO_FIGURES)
def test_numbers_that_are_no_figures_are_none(text: str) -> None:
    assert [figure.text for figure in typed_figures(text) if not figure.is_percent] == []


def test_figures_are_recognized_as_they_are_written() -> None:
    written = ("RMB13,140 thousand", "RMB 13.1 million", "US$ 1,234", "13,140", "(13,140)", "1234567",
               "人民币4,933.7万元", "13,140千元", "RMB(13,140) thousand", "€5bn", "RMB13m",
               "49,337,000 RMB", "0.5亿元")  # fmt: skip
    for text in written:
        (figure,) = typed_figures(f"x {text}, y")
        assert figure.text in (text, text.removesuffix(" RMB")), text


def test_a_percentage_is_explained_only_by_a_ratio_that_a_statement_shows(qifu: Session) -> None:
    found = findings_on(qifu, "The margin of 25.3% was above the tax rate of 25%.")
    assert [(status, what["figure"]) for status, what in found] == [(FindingStatus.INFORMATION, "25.3%")]
