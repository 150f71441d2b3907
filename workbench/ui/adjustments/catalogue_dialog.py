"""Choosing a kind of difference from the catalogue: what it is, and which of its usual lines this project has."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextBrowser, QTreeWidget, QTreeWidgetItem, QWidget

from workbench.catalogue.differences import Area, KindOfDifference, Occasion, UsualLine, kind_by_id, kinds
from workbench.catalogue.names import name_of_area, name_of_nci_habit, name_of_tax_habit
from workbench.domain.ids import KindId
from workbench.errors import WorkbenchError
from workbench.journals.lines import LineFinder
from workbench.journals.proposals import lines_like, standards_in
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import language_of_window, tr, tr_fact, window_words
from workbench.ui.toolkit.screen_room import resize_on_screen
from workbench.wording.names import name_of_nature, name_of_statement, with_capital

SIZE = (920, 560)
KIND_ROLE = int(Qt.ItemDataRole.UserRole)


class CatalogueDialog(EditDialog):
    """Asks for a kind, a name and an occasion, and hands them to ``add``, which may refuse them."""

    def __init__(
        self, finder: LineFinder, add: Callable[[KindOfDifference, str, Occasion], object], parent: QWidget
    ) -> None:
        about = tr("Choose a kind of difference. It is added with an entry that has its usual lines, to be filled in.")
        super().__init__(tr("New difference from the catalog"), about, parent)
        self._finder = finder
        self._add = add
        self._items_by_area: dict[QTreeWidgetItem, list[QTreeWidgetItem]] = {}
        resize_on_screen(self, *SIZE)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("Search by name or standard"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(tr("Search the catalog"))
        self.tree = QTreeWidget(self)
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(tr("Kinds of differences"))
        self.details = QTextBrowser(self)
        self.details.setAccessibleName(tr("About this kind"))
        self.name = QLineEdit(self)
        self.occasion = FieldCombo(self)
        self.occasion.addItem(tr("Entry of a period"), Occasion.MOVEMENT)
        self.occasion.addItem(tr("Entry at an opening date"), Occasion.OPENING)
        self._lay_out()
        self._fill()
        self.search.textChanged.connect(self._filter)
        self.tree.currentItemChanged.connect(lambda *_: self._on_chosen())
        self.tree.itemActivated.connect(lambda item: self.accept() if item.data(0, KIND_ROLE) else None)
        self._choose_first()
        self.search.setFocus()

    def _lay_out(self) -> None:
        both = QHBoxLayout()
        both.addWidget(self.tree, 2)
        both.addWidget(self.details, 3)
        self.form.addRow(self.search)
        self.form.addRow(both)
        self.form.addRow(tr("Name"), self.name)
        self.form.addRow(tr("Begin with"), self.occasion)

    def _fill(self) -> None:
        for area in Area:
            members = [_item_of(kind) for kind in kinds() if kind.area is area]
            heading = QTreeWidgetItem([with_capital(name_of_area(area, window_words()))])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            heading.addChildren(members)
            self.tree.addTopLevelItem(heading)
            self._items_by_area[heading] = members
        self.tree.expandAll()

    @property
    def _items(self) -> list[QTreeWidgetItem]:
        """The items of the kinds, without those of the areas."""
        return [item for members in self._items_by_area.values() for item in members]

    def _filter(self, text: str) -> None:
        wanted = text.casefold().strip()
        for item in self._items:
            kind = kind_by_id()[KindId(item.data(0, KIND_ROLE))]
            texts = (item.text(0), kind.name, *kind.standards)
            item.setHidden(not any(wanted in known.casefold() for known in texts))
        for heading, members in self._items_by_area.items():
            heading.setHidden(all(item.isHidden() for item in members))
        self._choose_first()

    def _choose_first(self) -> None:
        current = self.tree.currentItem()
        if current is None or current.isHidden() or not current.data(0, KIND_ROLE):
            first = next((item for item in self._items if not item.isHidden()), None)
            if first is not None:
                self.tree.setCurrentItem(first)

    @property
    def kind(self) -> KindOfDifference | None:
        """The chosen kind."""
        item = self.tree.currentItem()
        key = item.data(0, KIND_ROLE) if item and not item.isHidden() else None
        return kind_by_id()[KindId(key)] if key else None

    def choose(self, kind: KindId) -> None:
        """Choose a kind in the list."""
        self.tree.setCurrentItem(next(item for item in self._items if item.data(0, KIND_ROLE) == kind))

    def _on_chosen(self) -> None:
        kind = self.kind
        if kind is None:
            return
        if not self.name.isModified():
            self.name.setText(with_capital(tr_fact(kind.fact)))
        self.details.setHtml(self._describe(kind))

    def _describe(self, kind: KindOfDifference) -> str:
        words = window_words()
        standards = " → ".join(filter(None, standards_in(kind, self._finder.project)))
        habits = [
            tr("Nature: {nature}", nature=name_of_nature(kind.nature, words)),
            tr("Tax: {habit}", habit=name_of_tax_habit(kind.tax, words)),
            tr("Non-controlling interests: {habit}", habit=name_of_nci_habit(kind.nci, words)),
        ]
        lines = [f"<li>{self._describe_line(usual)}</li>" for usual in kind.lines]
        target = self._finder.project.frameworks.target.label
        sides = tr("Debit and credit if net assets are higher under {framework}", framework=target)
        parts = [
            f"<h3>{escape(with_capital(tr_fact(kind.fact)))}</h3>",
            f"<p>{escape(standards)}</p>" if standards else "",
            *(f"<div>{escape(habit)}</div>" for habit in habits),
            f"<p><b>{escape(tr('Usual lines'))}</b><br>{escape(sides)}</p><ul>{''.join(lines)}</ul>" if lines else "",
            f"<p><b>{escape(tr('Note'))}</b><br>{escape(kind.note)}</p>" if kind.note else "",
        ]
        return "".join(parts)

    def _describe_line(self, usual: UsualLine) -> str:
        lines = lines_like(usual, self._finder)
        side = tr("Dr") if usual.is_debit else tr("Cr")
        where = name_of_statement(usual.statement, window_words())
        if len(lines) == 1:
            return escape(f"{side} {where}: {self._finder.project.line(lines[0]).name}")
        name = with_capital(usual.name_in(language_of_window()))
        to_do = (
            tr("{line} — several lines fit; choose one", line=name)
            if lines
            else tr("{line} — not found in this project", line=name)
        )
        return f"{escape(f'{side} {where}')}: <i>{escape(to_do)}</i>"

    def act(self) -> None:
        kind = self.kind
        if kind is None:
            raise WorkbenchError("No kind matches. Clear the search, or add a difference without the catalog.")
        self._add(kind, self.name.text().strip(), Occasion(self.occasion.currentData()))


def _item_of(kind: KindOfDifference) -> QTreeWidgetItem:
    item = QTreeWidgetItem([with_capital(tr_fact(kind.fact))])
    item.setData(0, KIND_ROLE, kind.id)
    return item
