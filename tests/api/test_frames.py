"""The frames of every sample in every state, and of any project: the same columns, sound types, exact figures."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings

from tests.api.samples import STEMS, sample_book, states
from tests.projects import CLOSING, OPENING, project_of, projects
from tests.published import ADJUSTMENTS, DEC_2022, ECL, H1_2023, JUN_2023, Q2_2023
from tests.remarks import AT, HASH, comment, file
from tests.reviews import answered, item, left, reference, tick
from workbench.api.book import Book
from workbench.commands import (
    AddComment,
    AddCrossReference,
    AddEvidence,
    AddOpenItem,
    AddTick,
    AddUncorrected,
    KeepSign,
    SetThreshold,
)
from workbench.domain.comments import Reply
from workbench.domain.project import Project
from workbench.domain.subjects import PROJECT, AdjustmentSubject
from workbench.domain.thresholds import ShareOfFigure, ShareOfOverall, ThresholdKind
from workbench.errors import WorkbenchError

FRAMES = ("totals", "table", "entries", "sources", "findings", "adjustments", "periods", "statements")
WITH_AMOUNTS = ("totals", "table", "entries", "sources", "findings")


def frames_of(book: Book) -> dict[str, pd.DataFrame]:
    """Return every frame that a book gives, statements of each period included."""
    frames = {name: getattr(book, name)() for name in FRAMES}
    for statement in book.project.statements:
        for period in statement.periods:
            frames[f"{statement.id} {period}"] = book.statement(statement.id, period)
    return frames


def types_of(frame: pd.DataFrame) -> dict[str, str]:
    return {str(column): str(dtype) for column, dtype in frame.dtypes.items()}


@pytest.mark.parametrize("stem", STEMS)
def test_columns_and_types_of_a_sample_do_not_depend_on_the_switches(stem: str) -> None:
    types: dict[str, dict[str, str]] = {}
    for state in states(sample_book(stem)):
        for name, frame in frames_of(state).items():
            assert types_of(frame) == types.setdefault(name, types_of(frame)), name
            assert frame.attrs["complete"] is state.is_complete
            assert list(frame.attrs["switches"].values()) == list(state.adjustments()["on"])


@pytest.mark.parametrize("stem", STEMS)
def test_figures_of_a_statement_are_those_of_the_engine_in_every_state(stem: str) -> None:
    book = sample_book(stem)
    for state in states(book):
        for statement in state.project.statements:
            for period in statement.periods:
                frame = state.statement(statement.id, period)
                printed = frame.loc[frame["role"] != "remainder"]
                assert list(printed.index) == [line.id for line in statement.lines]
                assert list(printed["as_reported"]) == [statement.figure(line.id, period) for line in statement.lines]
                assert list(printed["result"]) == [state.results.figure(line.id, period) for line in statement.lines]


@pytest.mark.parametrize("stem", STEMS)
def test_as_reported_and_the_effects_that_are_on_make_the_result(stem: str) -> None:
    for state in states(sample_book(stem)):
        for statement in state.project.statements:
            for period in statement.reconciled:
                frame = state.statement(statement.id, period)
                money = frame[(frame["unit"] == "money") & frame["as_reported"].notna() & frame["result"].notna()]
                on = [name for name, is_on in frame.attrs["switches"].items() if is_on and name in frame]
                assert (sum((money[name] for name in on), money["as_reported"]) == money["result"]).all()


@given(projects())
@settings(max_examples=30)
def test_all_off_is_as_reported(project: Project) -> None:
    book = Book(project).all_off()
    for period in (OPENING, CLOSING):
        frame = book.statement("position", period)
        assert list(frame["result"]) == list(frame["as_reported"])


@given(projects())
@settings(max_examples=30)
def test_columns_never_depend_on_switches_and_switching_leaves_the_book_as_it_was(project: Project) -> None:
    book = Book(project)
    before = book.statement("position", CLOSING)
    for other in (book.all_on(), book.all_off(), *(book.off(name) for name in book.adjustments().index)):
        frame = other.statement("position", CLOSING)
        assert list(frame.columns) == list(before.columns)
        assert frame[before.columns[:-1]].equals(before[before.columns[:-1]])
    pd.testing.assert_frame_equal(book.statement("position", CLOSING), before)
    assert book.project is project


# ---- what they say


def test_a_statement_is_printed_with_its_headings_and_what_no_source_prints(book: Book) -> None:
    frame = book.statement("financial position", "30 Jun 2023")
    assert frame.index.is_unique
    assert frame.index.name == "line"
    assert list(frame["role"].cat.categories) == ["line", "total", "heading", "remainder"]
    rest = frame.loc["total_qifu_technology_inc_equity:remainder"]
    assert (rest["role"], rest["as_reported"], rest["result"]) == ("remainder", Decimal(-42_949), Decimal(-42_949))
    heading = frame.loc["current_assets"]
    assert heading["role"] == "heading"
    assert list(heading[["as_reported", *ADJUSTMENTS, "result"]]) == [None] * 6
    assert pd.isna(heading["unit"])
    assert frame.loc["loans_receivable_net", "section"] == "ASSETS › Current assets:"
    assert frame.attrs["label"] == "June 30, 2023"
    assert frame.attrs["reconciled"] is True


def test_a_period_that_is_not_reconciled_has_no_result(book: Book) -> None:
    frame = book.statement("operations", Q2_2023)
    assert frame["result"].tolist() == [None] * len(frame)
    assert frame.attrs["reconciled"] is False
    assert list(frame.columns) == [
        "caption", "target_caption", "section", "role", "unit", "concept", "as_reported", "result",
    ]  # fmt: skip


def test_totals_are_those_of_the_command_line_with_each_effect(book: Book) -> None:
    frame = book.totals()
    (equity,) = frame[(frame["concept"] == "total_equity") & (frame["period"] == JUN_2023)].to_dict("records")
    assert equity["as_reported"] == Decimal(20_885_567)
    assert [equity[name] for name in ADJUSTMENTS] == [1_026_254, -320_359, 0, 156_221]
    assert (equity["result"], equity["difference"]) == (Decimal(21_747_683), Decimal(862_116))
    hutchmed = sample_book("hutchmed-h1-2024").totals()
    not_stated = hutchmed[hutchmed["period"] == H1_2023]["tax_effects_of_intercompany_unrealized_profit"]
    assert not_stated.tolist() == [None, None]


def test_amounts_are_exact_decimals_or_floats_as_asked(book: Book) -> None:
    for name in WITH_AMOUNTS:
        exact, floats = getattr(book, name)(), getattr(book, name)(exact=False)
        for column in exact.columns[exact.dtypes == "object"]:
            amounts = exact[column].dropna()
            assert all(isinstance(amount, Decimal) for amount in amounts)
            assert floats[column].dtype == "float64"
            assert floats[column].dropna().tolist() == [float(amount) for amount in amounts]
            assert floats[column].isna().tolist() == exact[column].isna().tolist()
    basic = book.statement("operations", "H1 2023").loc["basic", "result"]
    assert basic == Decimal("5.43")


def test_what_comes_from_a_list_is_categorical_in_its_order(book: Book) -> None:
    entries = book.entries()
    assert list(entries["adjustment"].cat.categories) == list(ADJUSTMENTS)
    assert list(entries["period"].cat.categories)[2:4] == [DEC_2022, H1_2023]
    assert list(entries["statement"].cat.categories)[:2] == ["operations", "financial_position"]
    by_period = entries.sort_values("period")["period"]
    assert by_period.iloc[-1] == JUN_2023


def test_an_entry_says_where_it_stands_and_a_finding_what_it_compared(book: Book) -> None:
    entries = book.entries()
    (entry,) = entries[(entries["line"] == "loans_receivable_net") & (entries["period"] == JUN_2023)].to_dict("records")
    assert (entry["origin"], entry["sheet"], entry["cell"]) == ("source", "Recon BS Jun23", "D13")
    balance = book.findings().loc[lambda frame: frame["check"] == "balance"]
    assert set(balance["status"]) == {"pass", "information"}
    assert balance["places"].str.contains("qifu-h1-2023.xlsx!BS!").any()


def test_findings_of_one_status_are_those_among_all(book: Book) -> None:
    gift = {"line": "cash_and_cash_equivalents", "period": JUN_2023, "amount": 5}
    unbalanced = book.adjust("Gift", [gift], unbalanced=True)
    fails = unbalanced.findings("fail")
    every = unbalanced.findings()
    assert list(fails["message"]) == list(every[every["status"] == "fail"]["message"])
    assert len(unbalanced.findings("pass", "fail")) == (every["status"].isin(["pass", "fail"])).sum()
    with pytest.raises(WorkbenchError, match="is not a status"):
        book.findings("failed")


def test_sources_say_in_which_currency_and_which_is_superseded(book: Book) -> None:
    sources = book.sources()
    translations = sources[sources["role"] == "translation"]
    assert set(translations["currency"]) == {"USD"}
    assert sources.loc[sources["role"] == "as-reported", "currency"].isna().all()
    assert sources["primary"].any()
    assert sources["restated"].isna().all()


def test_periods_and_statements_can_be_joined_to_the_others(book: Book) -> None:
    periods = book.periods()
    assert str(periods["end"].dtype).startswith("datetime64")
    assert pd.isna(periods.loc[JUN_2023, "start"])
    assert periods.loc[H1_2023, "months"] == 6
    joined = book.entries().merge(periods, left_on="period", right_index=True)
    assert set(joined["short_label"]) == {"H1 2022", "H1 2023", "31 Dec 2022", "30 Jun 2023"}
    assert book.statements().groupby("statement")["reconciled"].any().tolist() == [True, True, False, False, False]


def test_a_frame_goes_to_parquet_and_comes_back_with_its_attributes(book: Book, tmp_path: Path) -> None:
    for name in (*FRAMES, "statement"):
        frame = book.statement("operations", "H1 2023") if name == "statement" else getattr(book, name)()
        frame.to_parquet(tmp_path / "frame.parquet")
        read = pd.read_parquet(tmp_path / "frame.parquet")
        assert read.attrs == frame.attrs
        assert list(read.columns) == list(frame.columns)


def test_a_difference_that_is_called_like_a_column_gets_an_underscore() -> None:
    project = project_of({"cash": (Decimal(1), Decimal(2))}, {}, {"result": {("cash", CLOSING): Decimal(5)}})
    frame = Book(project).statement("position", CLOSING)
    assert list(frame.loc["cash", ["result_", "result"]]) == [5, 7]
    assert frame.attrs["names"] == {"result_": "Result"}


def test_a_book_without_differences_has_frames_of_the_same_types(book: Book) -> None:
    empty = Book(project_of({"cash": (Decimal(1), None)}, {}, {}))
    for name in FRAMES:
        types, full_types = types_of(getattr(empty, name)()), types_of(getattr(book, name)())
        assert {column: full_types[column] for column in types} == types
    assert len(empty.entries()) == 0
    assert empty.light == "Nothing could be checked, 1 figure unproven"


def test_comments_and_evidence_are_rows() -> None:
    book = sample_book("qifu-h1-2023")
    answered = replace(comment(PROJECT, "Who signs?"), replies=(Reply("I do", "Jo", AT),), is_open=False)
    project = AddEvidence(file(AdjustmentSubject(ECL))).apply(AddComment(answered).apply(book.project))
    said, shown = replace(book, project=project).comments(), replace(book, project=project).evidence()
    assert said[["answer", "subject", "name", "text", "by", "open"]].values.tolist() == [
        [0, "project", "The whole reconciliation", "Who signs?", "Li Na", False],
        [1, "project", "The whole reconciliation", "I do", "Jo", False],
    ]
    assert list(said["at"]) == [AT, AT]
    assert shown[["evidence", "kind", "content", "pages", "sha256", "by"]].values.tolist() == [
        ["1", "file", "papers/confirmation.pdf", "3–4", HASH, "Jo"]
    ]
    assert shown["caption"].isna().all()
    assert list(book.comments().columns) == list(said.columns)
    assert list(book.evidence().columns) == list(shown.columns)


def test_what_reviewers_leave_are_rows() -> None:
    book = sample_book("qifu-h1-2023")
    ecl, project = AdjustmentSubject(ECL), book.project
    for command in (
        KeepSign("TB", "trial balance"),
        AddTick(tick(ecl, "TB", is_everywhere=True)),
        AddCrossReference(reference(ecl)),
        AddCrossReference(reference(ecl, PROJECT, "2")),
        AddOpenItem(item(ecl)),
        AddOpenItem(answered()),
        AddUncorrected(left(H1_2023)),
        SetThreshold(ThresholdKind.OVERALL, ShareOfFigure(Decimal("0.5"), "net_income", H1_2023)),
        SetThreshold(ThresholdKind.TRIVIAL, ShareOfOverall(Decimal(5))),
    ):
        project = command.apply(project)
    reviewed, name = replace(book, project=project), "Expected credit losses, net of tax"
    assert reviewed.ticks()[["sign", "meaning", "name", "everywhere", "by"]].values.tolist() == [
        ["TB", "trial balance", name, True, "Li Na"]
    ]
    references = reviewed.cross_references().fillna("")
    assert references[["leads_to", "target", "working_paper", "remark"]].values.tolist() == [
        ["", "", "B-12", "see there"],
        ["project", "The whole reconciliation", "", "see there"],
    ]
    items = reviewed.open_items().fillna({"for_whom": "", "answer": "", "amount": ""})
    assert items[["number", "name", "raised_by", "for_whom", "amount", "status", "answer"]].values.tolist() == [
        ["1", name, "Li Na", "Zhang Wei", Decimal("1250.5"), "open", ""],
        ["2", "The whole reconciliation", "Li Na", "", "", "answered", "I do"],
    ]
    assert reviewed.uncorrected_differences(exact=False)["profit"].tolist() == [-120.0]
    assert reviewed.uncorrected_differences()["equity"].isna().all()
    overall = Decimal("0.005") * (reviewed.results.with_all_on().figure("net_income", H1_2023) or Decimal(0))
    assert reviewed.thresholds()["amount"].to_dict() == {
        "overall": overall,
        "performance": None,
        "trivial": overall * Decimal("0.05"),
    }
    for frame in ("ticks", "cross_references", "open_items", "uncorrected_differences", "thresholds"):
        assert list(getattr(book, frame)().columns) == list(getattr(reviewed, frame)().columns)
