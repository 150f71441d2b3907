"""Replacing in captions and figures: the preview says what becomes of each hit, and one step does it."""

import dataclasses
from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.projects import project_of
from tests.published import EIR, H1_2022, H1_2023
from tests.ui.shared_windows import as_it_was
from tests.ui.test_journeys import KEY
from workbench.commands import EditFigures
from workbench.domain.comparatives import Comparative
from workbench.domain.facts import fact
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.engine import Engine
from workbench.number_style import AS_PRINTED, NumberStyle
from workbench.phrases import ENGLISH
from workbench.search.hits import Hit
from workbench.search.project_search import ProjectSearch, StatementView
from workbench.search.sought_text import LookIn, Sought
from workbench.ui.shell.document_actions import replace
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.replace_dialog import AFTER, BEFORE, LINE, PLACE, ReplaceDialog
from workbench.ui.statement.replacing import Replacement, Replacing
from workbench.ui.toolkit.item_roles import CHECK_STATE
from workbench.ui.toolkit.number_format import format_amount
from workbench.ui.toolkit.number_style import number_style, show_numbers_as


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    for _ in as_it_was(qifu_in_window):
        qifu_in_window.find_panel.text.clear()
        yield qifu_in_window


@pytest.fixture
def rounded_to_units() -> Iterator[None]:
    show_numbers_as(NumberStyle(decimals=0))
    yield
    show_numbers_as(AS_PRINTED)


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> Iterator[ReplaceDialog]:
    dialog = replace(workspace)
    yield dialog
    dialog.close()
    dialog.deleteLater()


def ask(qtbot: QtBot, dialog: ReplaceDialog, text: str, replacement: str, place: LookIn) -> None:
    """Fill the form and wait for the preview."""
    dialog.places.setCurrentIndex((LookIn.CAPTIONS, LookIn.FIGURES).index(place))
    dialog.text.setText(text)
    dialog.replacement.setText(replacement)
    wait(qtbot, dialog)


def wait(qtbot: QtBot, dialog: ReplaceDialog) -> None:
    qtbot.wait(1)
    qtbot.waitUntil(lambda: not dialog.finder.is_running and not dialog._planning.is_running, timeout=10_000)
    qtbot.wait(2)
    qtbot.waitUntil(lambda: not dialog._planning.is_running, timeout=10_000)


def rows(dialog: ReplaceDialog, *columns: int) -> list[tuple[str, ...]]:
    model = dialog.model
    return [tuple(model.index(row, column).data() for column in columns) for row in range(model.rowCount())]


def afters(dialog: ReplaceDialog) -> dict[str, str]:
    """Return what each line would show, or why it stays."""
    return {row[0]: row[1] for row in rows(dialog, LINE, AFTER)}


def test_captions_are_replaced_as_one_step_and_undone_as_one(
    qtbot: QtBot, workspace: Workspace, dialog: ReplaceDialog
) -> None:
    session, before = workspace.document.session, workspace.document.session.project
    ask(qtbot, dialog, "loans", "Credits {0} 😀 \\1", LookIn.CAPTIONS)
    assert ("Short term loans", "Short term Credits {0} 😀 \\1") in rows(dialog, BEFORE, AFTER)
    count = dialog.model.rowCount()
    assert dialog._count.text() == f"{count} of {count} will be replaced"
    dialog.model.toggle(0)
    assert dialog._count.text() == f"{count - 1} of {count} will be replaced"
    left_out = dialog.model.hit(0).line
    dialog.replace.click()
    captions = {line.id: line.caption for statement in session.project.statements for line in statement.lines}
    assert captions[left_out] == before.line(left_out).caption
    assert sum("Credits {0} 😀 \\1" in caption for caption in captions.values()) == count - 1
    wait(qtbot, dialog)
    assert [(row[0], dialog.model.index(0, BEFORE).data(CHECK_STATE)) for row in rows(dialog, BEFORE)] == [
        (before.line(left_out).caption, Qt.CheckState.Unchecked)
    ], "what was replaced leaves the list, what was left out stays so"
    assert not dialog.replace.isEnabled()
    assert dialog._count.text() == f"{count - 1} places were replaced"
    workspace.undo()
    assert session.project is before
    wait(qtbot, dialog)
    assert dialog._count.text() == f"{count} of {count} will be replaced"


def test_what_is_found_again_is_not_replaced_again(qtbot: QtBot, workspace: Workspace, dialog: ReplaceDialog) -> None:
    ask(qtbot, dialog, "loans", "loans and advances", LookIn.CAPTIONS)
    count = dialog.model.rowCount()
    dialog.replace.click()
    wait(qtbot, dialog)
    assert dialog.model.rowCount() == count
    assert not dialog.replace.isEnabled()
    assert dialog._count.text() == f"{count} places were replaced"


def test_lines_of_one_caption_differ_by_their_headings_and_the_words_stay(
    qtbot: QtBot, workspace: Workspace, dialog: ReplaceDialog
) -> None:
    ask(qtbot, dialog, "Other services fees", "Other fees", LookIn.CAPTIONS)
    places = [row[0] for row in rows(dialog, PLACE)]
    assert len(places) == 2
    assert len(set(places)) == 2
    assert dialog.model.headerData(PLACE, Qt.Orientation.Horizontal) == "Statement"
    dialog.reject()
    assert replace(workspace) is dialog
    wait(qtbot, dialog)
    assert (dialog.isVisible(), dialog.text.text(), dialog.replacement.text()) == (
        True, "Other services fees", "Other fees",
    )  # fmt: skip


def test_a_figure_is_replaced_where_it_is_typed_and_the_rest_say_why_not(
    qtbot: QtBot, workspace: Workspace, dialog: ReplaceDialog
) -> None:
    ask(qtbot, dialog, "(253,007)", "-253,010", LookIn.FIGURES)
    shown = afters(dialog)
    assert shown["Financing income"] == "(253,010)"
    assert shown["Total net revenue"] == "This total is calculated. Edit a part, or restate the total."
    assert dialog._count.text() == "1 of 5 will be replaced; 4 cannot be"
    assert dialog.model.index(0, BEFORE).data(CHECK_STATE) is None, "a total has no box"
    dialog.replace.click()
    effects = workspace.document.session.project.adjustment_by_id[EIR].effects
    assert effects["financing_income", H1_2023] == Decimal(-253_010)
    wait(qtbot, dialog)
    assert dialog._count.text() == "1 place was replaced"
    assert workspace.step_to_undo == fact("replace", count=1)


def test_digits_within_a_figure_are_replaced_only_if_that_is_wanted(
    qtbot: QtBot, workspace: Workspace, dialog: ReplaceDialog
) -> None:
    ask(qtbot, dialog, "2530", "9990", LookIn.FIGURES)
    assert rows(dialog, LINE) == []
    dialog.part.click()
    wait(qtbot, dialog)
    assert ("Financing income", "(999,007)") in rows(dialog, LINE, AFTER)
    dialog.replacement.setText("9x")
    wait(qtbot, dialog)
    assert "is not an amount" in afters(dialog)["Financing income"]
    assert not dialog.replace.isEnabled()
    dialog.part.click()


def test_everything_is_checked_and_unchecked_by_keyboard_too(
    qtbot: QtBot, workspace: Workspace, dialog: ReplaceDialog
) -> None:
    ask(qtbot, dialog, "income", "earnings", LookIn.CAPTIONS)
    count = len(dialog.model.checked)
    assert count > 3
    dialog._none.click()
    assert dialog.model.checked == []
    assert not dialog.replace.isEnabled()
    dialog.view.setFocus()
    dialog.view.selectRow(1)
    qtbot.keyClick(dialog.view, KEY.Key_Space)
    assert [one.before for one in dialog.model.checked] == [dialog.model.hit(1).text]
    dialog._all.click()
    assert len(dialog.model.checked) == count


def test_a_row_that_is_chosen_is_shown_in_its_statement_and_its_check_stays(
    qtbot: QtBot, workspace: Workspace, dialog: ReplaceDialog
) -> None:
    ask(qtbot, dialog, "restricted cash", "cash held", LookIn.CAPTIONS)
    dialog.model.toggle(0)
    number = dialog.model.rowCount() - 1
    dialog.chosen.emit(dialog.model.hit(number))
    wait(qtbot, dialog)
    index = workspace.grid.currentIndex()
    assert workspace.grid.current_model().rows[index.row()].line.id == dialog.model.hit(number).line
    assert len(dialog.model.checked) == number


def test_the_preview_follows_the_project_and_the_dialog_opens_once(
    qtbot: QtBot, workspace: Workspace, dialog: ReplaceDialog
) -> None:
    ask(qtbot, dialog, "324,248", "324,249", LookIn.FIGURES)
    assert "Funding costs" in afters(dialog)
    workspace.document.session.execute(EditFigures({("funding_costs", H1_2023): Decimal(1)}))
    wait(qtbot, dialog)
    assert "Funding costs" not in afters(dialog)
    assert replace(workspace) is dialog


def test_a_replacement_that_stops_at_the_most_hits_says_so(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, dialog: ReplaceDialog
) -> None:
    monkeypatch.setattr("workbench.ui.statement.text_finder.MOST_HITS", 2)
    ask(qtbot, dialog, "(253,007)", "-253,010", LookIn.FIGURES)
    assert dialog._count.text().endswith("of the first 2 will be replaced; 1 cannot be. There are more.")
    ask(qtbot, dialog, "loans", "credits", LookIn.CAPTIONS)
    assert dialog._count.text() == "2 of the first 2 will be replaced. There are more."


# ---- plans


def plans(project: Project, sought: Sought, text: str) -> list[Replacement]:
    results = Engine().results(project)
    views = [StatementView(statement.id, statement.periods[0]) for statement in project.statements]
    parts = (results, views, format_amount, ENGLISH)
    hits: list[Hit] = [hit for hit in ProjectSearch(*parts, number_style().decimals).hits(sought) if hit]
    replacing = Replacing(results, sought, text)
    return [replacing.plan(hit) for hit in hits]


def test_what_cannot_be_replaced_says_why(qifu_project: Project) -> None:
    locked = dataclasses.replace(qifu_project, comparatives=Map({("operations", H1_2022): Comparative("FY22.rwb")}))
    figure = locked.statement_by_id["operations"].figure("funding_costs", H1_2022)
    (plan, *_) = plans(locked, Sought(str(figure), LookIn.FIGURES, is_whole=True), "5")
    assert "locked" in plan.why_not
    results = plans(qifu_project, Sought("2,001,613", LookIn.FIGURES, is_whole=True), "5")
    assert all("calculated" in plan.why_not for plan in results)
    remainders = plans(qifu_project, Sought("(51,753)", LookIn.FIGURES, is_whole=True), "5")
    assert any("remainder" in plan.why_not for plan in remainders)
    for text, reason in (("", "needs a caption"), ("Net income", "stays the same"), ("\ud800", "incomplete character")):
        captions = plans(qifu_project, Sought("Net income", LookIn.CAPTIONS, is_whole=True), text)
        assert any(reason in plan.why_not for plan in captions), text


def test_case_decides_which_letters_are_replaced(qifu_project: Project) -> None:
    any_case = plans(qifu_project, Sought("NET INCOME", LookIn.CAPTIONS), "profit")
    assert {plan.after for plan in any_case if plan.before == "Net income"} == {"profit"}
    assert not plans(qifu_project, Sought("nET iNCOME", LookIn.CAPTIONS, matches_case=True), "profit")


CENTS = project_of({"cash": (Decimal("1234.56"), None)}, {}, {}, decimals=2)
SHOWN_ROUNDED = "This figure is shown rounded. Find it with all its decimals."


@pytest.mark.usefixtures("rounded_to_units")
@pytest.mark.parametrize(("text", "is_whole"), [("235", False), ("1,235", False), ("1,235", True)])
def test_a_figure_shown_rounded_keeps_its_decimals(text: str, is_whole: bool) -> None:
    (plan, *_) = plans(CENTS, Sought(text, LookIn.FIGURES, is_whole=is_whole), "240")
    assert (plan.before, plan.why_not) == ("1,234.56", SHOWN_ROUNDED)


@pytest.mark.usefixtures("rounded_to_units")
@pytest.mark.parametrize(
    ("text", "replacement", "is_whole", "after"),
    [(".56", ".9", False, "1,234.9"), ("234", "240", False, "1,240.56"), ("1,234.56", "1,234.9", True, "1,234.9")],
)
def test_a_replacement_shows_the_decimals_that_it_changes(
    text: str, replacement: str, is_whole: bool, after: str
) -> None:
    (plan, *_) = plans(CENTS, Sought(text, LookIn.FIGURES, is_whole=is_whole), replacement)
    assert (plan.before, plan.why_not) == ("1,234.56", "")
    assert (plan.after, plan.amount) == (after, Decimal(after.replace(",", "")))


def test_what_is_found_despite_its_spaces_is_replaced() -> None:
    statement = CENTS.statements[0]
    line = dataclasses.replace(statement.lines[0], caption="Cash  at\u00a0bank, net")
    spaced = dataclasses.replace(CENTS, statements=(dataclasses.replace(statement, lines=(line,)),))
    for text in ("cash at bank", "cash   at bank"):
        (plan, *_) = plans(spaced, Sought(text, LookIn.CAPTIONS), "Loans")
        assert (plan.why_not, plan.after) == ("", "Loans, net"), text


@pytest.mark.parametrize(
    ("text", "replacement", "after"),
    [
        ("34.5", "1,5", "is not an amount"),
        ("34.5", "1'5", "is not an amount"),
        ("34", "1,234", "121,234.56"),
        ("1,2", "3,2", "3,234.56"),
        ("1,23", "9,87", "9,874.56"),
        ("2", "1,111,1", "11,111,134.56"),
    ],
)
def test_a_comma_in_a_part_of_a_figure_separates_thousands(text: str, replacement: str, after: str) -> None:
    (plan, *_) = plans(CENTS, Sought(text, LookIn.FIGURES), replacement)
    assert after in (plan.why_not or plan.after)
