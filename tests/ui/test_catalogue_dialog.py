"""A difference from the catalog: found by name or standard, described, added with the rows that it usually has."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QTreeWidgetItemIterator

from tests.journals.test_proposals import nothing_in, rows_of
from tests.ui.shared_windows import as_it_was, opened_once
from tests.ui.voucher_typing import KEY, Typist
from workbench.catalogue.differences import Area, Occasion, kinds
from workbench.commands import AddAdjustment
from workbench.domain.adjustments import Adjustment, Nature, Readiness
from workbench.domain.ids import KindId
from workbench.journals.drafts import DraftLeg
from workbench.languages import words_in
from workbench.ui.adjustments.catalogue_dialog import CatalogueDialog
from workbench.ui.journal.draft_model import LINE, Side
from workbench.ui.journal.helper_dialogs import TaxDialog
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.language import speak, window_words
from workbench.ui.toolkit.theme import Theme

LEASES = KindId("leases")
DEBIT, CREDIT = 2, 3


@pytest.fixture(scope="module")
def empty_in_window(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    yield from opened_once(nothing_in(), theme, tmp_path_factory.mktemp("empty") / "window.ini")


def as_before(shown: Workspace) -> Iterator[Workspace]:
    shown.window().activateWindow()
    for workspace in as_it_was(shown):
        workspace.adjustments_panel.switches.setFocus()
        yield workspace
        workspace.journal.controller.discard()


@pytest.fixture
def workspace(empty_in_window: Workspace) -> Iterator[Workspace]:
    """The usual statements without figures."""
    yield from as_before(empty_in_window)


@pytest.fixture
def qifu(qifu_in_window: Workspace) -> Iterator[Workspace]:
    """The reference case, whose statements lack some of the usual lines."""
    yield from as_before(qifu_in_window)


@pytest.fixture
def typist(workspace: Workspace) -> Typist:
    return Typist(workspace)


def opened(workspace: Workspace) -> CatalogueDialog:
    window = workspace.window()
    assert isinstance(window, MainWindow)
    window.act("new_from_catalogue")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CatalogueDialog)
    return dialog


def shown_kinds(dialog: CatalogueDialog) -> list[str]:
    """Return the kinds that are listed, below their areas."""
    items = QTreeWidgetItemIterator(dialog.tree, QTreeWidgetItemIterator.IteratorFlag.NotHidden)
    found: list[str] = []
    while item := items.value():
        found += [item.text(0)] if item.parent() else []
        items += 1
    return found


def rows(workspace: Workspace) -> list[tuple[str, str]]:
    """Return the usual side and the text of each row in the entry editor."""
    legs = workspace.journal.legs
    sides = {Side.DEBIT: "Dr", Side.CREDIT: "Cr"}
    usual = [
        next((sides[side] for column in (DEBIT, CREDIT) if (side := legs.usual_side(row, column))), "")
        for row in range(legs.rowCount() - 1)
    ]
    return [(side, legs.text(row, LINE)) for row, side in enumerate(usual)]


# ---- choosing


def test_every_kind_is_listed_in_its_area(workspace: Workspace) -> None:
    dialog = opened(workspace)
    assert len(shown_kinds(dialog)) == len(kinds())
    assert dialog.tree.topLevelItemCount() == len(Area)
    for kind in kinds():
        dialog.choose(kind.id)
        assert dialog.kind is kind
        assert dialog.name.text()
        assert dialog.details.toPlainText().splitlines()[0] == dialog.name.text()


def test_kinds_are_found_by_name_and_by_standard(workspace: Workspace, typist: Typist) -> None:
    dialog = opened(workspace)
    typist.type("IFRS 16")
    assert shown_kinds(dialog) == ["Leases", "Sale and leaseback"]
    assert dialog.kind is not None
    assert dialog.kind.id == LEASES, "the first one found is chosen"
    dialog.search.setText("no such kind")
    assert dialog.kind is None
    typist.press(KEY.Key_Return)
    assert dialog.refusal.text() == "No kind matches. Clear the search, or add a difference without the catalog."
    dialog.search.clear()
    assert len(shown_kinds(dialog)) == len(kinds())


def test_the_details_say_which_lines_there_are_and_on_which_side(qifu: Workspace) -> None:
    dialog = opened(qifu)
    dialog.choose(LEASES)
    details = dialog.details.toPlainText()
    assert "ASC 842 → IFRS 16" in details
    assert "Debit and credit if net assets are higher under IFRS" in details
    assert "Dr Financial position: Operating lease right of use assets — not found in this project" in details
    assert "Cr Operations: Sales and marketing\n" in details
    assert "Under ASC 842, an operating lease has a single lease cost" in details


def test_a_name_that_was_typed_stays_when_another_kind_is_chosen(workspace: Workspace) -> None:
    dialog = opened(workspace)
    dialog.choose(LEASES)
    assert dialog.name.text() == "Leases"
    dialog.choose(KindId("pensions"))
    assert dialog.name.text() == "Pensions"
    dialog.name.setFocus()
    dialog.name.selectAll()
    Typist(workspace).type("Our plan")
    dialog.choose(LEASES)
    assert dialog.name.text() == "Our plan"


# ---- adding


def test_a_kind_is_added_with_the_keyboard_alone_and_its_rows_wait_for_amounts(
    workspace: Workspace, typist: Typist
) -> None:
    session = workspace.document.session
    before = session.project
    opened(workspace)
    typist.type("leas")
    typist.press(KEY.Key_Return)
    (added,) = session.project.adjustments
    assert (added.name, added.kind, added.nature, added.standards, added.readiness) == (
        "Leases", LEASES, Nature.MEASUREMENT, ("ASC 842", "IFRS 16"), Readiness.DRAFT,
    )  # fmt: skip
    assert added.note.startswith("Under ASC 842")
    assert added.entries == {}, "nothing is posted"
    assert rows(workspace) == rows_of(LEASES, Occasion.MOVEMENT, nothing_in())
    assert typist.focus is workspace.journal.table
    typist.type("120")
    typist.press(KEY.Key_Return)
    assert workspace.journal.legs.text(0, DEBIT) == "120"
    for _ in range(3):
        workspace.undo()
    assert session.project is before


def test_a_kind_begins_with_an_entry_at_the_opening_date(workspace: Workspace) -> None:
    dialog = opened(workspace)
    dialog.choose(LEASES)
    dialog.occasion.setCurrentIndex(dialog.occasion.findData(Occasion.OPENING))
    dialog.accept()
    assert rows(workspace)[-1] == ("Cr", "Retained earnings")


def test_a_missing_line_is_named_and_is_to_be_chosen_first(qifu: Workspace) -> None:
    dialog = opened(qifu)
    dialog.choose(LEASES)
    dialog.accept()
    legs = qifu.journal.legs
    assert rows(qifu)[0] == ("Dr", "Operating lease right of use assets")
    assert legs.is_incomplete(0)
    assert qifu.journal.table.currentIndex().column() == LINE
    legs.set_line(0, "property_and_equipment_net")
    assert rows(qifu)[0] == ("Dr", "Property and equipment, net"), "its usual side stays"


def test_a_name_that_is_taken_is_refused_in_the_dialog(workspace: Workspace) -> None:
    workspace.document.session.execute(AddAdjustment(Adjustment("ours", "Leases")))
    project = workspace.document.session.project
    dialog = opened(workspace)
    dialog.choose(LEASES)
    dialog.accept()
    assert dialog.refusal.text() == "There is already a difference 'Leases'. Choose another name."
    dialog.name.clear()
    dialog.accept()
    assert dialog.refusal.text() == "A difference needs a name. Enter one."
    assert workspace.document.session.project is project
    dialog.reject()
    assert workspace.window().focusWidget() is workspace.adjustments_panel.switches


def test_an_entry_being_written_is_not_replaced_by_a_proposal(workspace: Workspace, typist: Typist) -> None:
    dialog = opened(workspace)
    dialog.choose(LEASES)
    dialog.accept()
    project, proposed = workspace.document.session.settled, rows(workspace)
    window = workspace.window()
    assert isinstance(window, MainWindow)
    window.act("new_from_catalogue")
    assert QApplication.activeModalWidget() is None
    assert workspace.status.refusal == "This entry is not posted yet. Post it, or discard it with Esc."
    assert workspace.document.session.settled is project
    assert rows(workspace) == proposed


# ---- the usual side


def test_a_side_is_shown_until_an_amount_is_typed_on_either(workspace: Workspace) -> None:
    dialog = opened(workspace)
    dialog.choose(LEASES)
    dialog.accept()
    legs = workspace.journal.legs
    tip = Qt.ItemDataRole.ToolTipRole
    assert str(legs.data(legs.index(0, DEBIT), tip)).endswith("Operating lease right-of-use assets\nUsually a debit")
    assert "Usually" not in str(legs.data(legs.index(0, CREDIT), tip))
    assert legs.text(0, DEBIT) == legs.typed_text(0, DEBIT) == "", "it is no amount"
    legs.setData(legs.index(0, CREDIT), "5")
    assert rows(workspace)[0] == ("", "Operating lease right-of-use assets")
    legs.setData(legs.index(0, CREDIT), "")
    assert rows(workspace)[0] == ("Dr", "Operating lease right-of-use assets")
    workspace.journal.view_button.click()
    assert legs.usual_side(0, DEBIT) is None, "in the view of displayed signs no side is empty"
    workspace.journal.view_button.click()


def blueness(colour: QColor) -> int:
    return colour.blue() - colour.red()


def test_the_side_is_painted_muted_in_its_cell_alone(workspace: Workspace, theme: Theme) -> None:
    dialog = opened(workspace)
    dialog.choose(LEASES)
    dialog.accept()
    table, legs = workspace.journal.table, workspace.journal.legs

    def pixels(column: int) -> list[QColor]:
        option = QStyleOptionViewItem()
        option.initFrom(table)
        option.rect.setRect(0, 0, 90, 24)
        image = QImage(90, 24, QImage.Format.Format_RGB32)
        image.fill(theme.colour("base"))
        painter = QPainter(image)
        table.delegate.paint(painter, option, legs.index(0, column))
        painter.end()
        return [image.pixelColor(x, y) for x in range(90) for y in range(20)]

    base, muted, typed = (theme.colour(name) for name in ("base", "muted", "typed"))
    assert {pixel.lightness() for pixel in pixels(CREDIT)} == {base.lightness()}, "nothing is written there"
    written = pixels(DEBIT)
    assert muted.lightness() <= min(pixel.lightness() for pixel in written) < base.lightness()
    assert max(map(blueness, written)) <= blueness(muted) < blueness(typed)


def test_in_chinese_missing_lines_are_named_in_chinese(qifu: Workspace) -> None:
    spoken = window_words()
    speak(words_in("zh_CN"))
    try:
        dialog = opened(qifu)
        dialog.choose(LEASES)
        assert dialog.name.text() == "租赁"
        dialog.accept()
        assert [row for row in rows(qifu) if row[1] in ("经营租赁使用权资产", "研发费用")] == [
            ("Dr", "经营租赁使用权资产"),
            ("Cr", "研发费用"),
        ]
    finally:
        speak(spoken)


def test_the_list_of_entries_says_that_there_are_none_yet(workspace: Workspace) -> None:
    dialog = opened(workspace)
    dialog.choose(LEASES)
    dialog.accept()
    assert workspace.journal.entries.rowCount() == 0
    assert workspace.journal.entry_list.text_if_empty == "No entries yet"


def test_a_row_that_nobody_typed_or_filled_does_not_stop_the_entry(workspace: Workspace, typist: Typist) -> None:
    dialog = opened(workspace)
    dialog.choose(LEASES)
    dialog.accept()
    legs, table, controller = workspace.journal.legs, workspace.journal.table, workspace.journal.controller
    controller.edit_with(lambda draft: draft.with_legs(DraftLeg("Research and development", is_proposed=True)))
    assert legs.leg(0).line is not None
    table.setFocus()
    table.go_to(0, LINE)
    typist.press(KEY.Key_Return)
    assert legs.is_amount(table.currentIndex().column()), "Enter goes from a line to its amount"
    typist.type("120")
    typist.press(KEY.Key_Return)
    workspace.journal.post_as_open()
    assert workspace.status.refusal == ""
    (posted,) = workspace.document.session.project.adjustments[-1].entries.values()
    assert abs(posted.legs[0].amount) == 120


def test_tax_takes_the_lines_that_the_entry_has(workspace: Workspace) -> None:
    dialog = opened(workspace)
    dialog.choose(LEASES)
    dialog.accept()
    window = workspace.window()
    assert isinstance(window, MainWindow)
    window.act("tax")
    tax = QApplication.activeModalWidget()
    assert isinstance(tax, TaxDialog)
    draft = workspace.journal.controller.draft
    in_entry = {leg.line for leg in draft.legs} if draft else set()
    assert tax.deferred.line in in_entry
    assert tax.tax.line in in_entry
    tax.reject()
