"""Asking for a new statement: its kind, its title, the language of its captions, its periods."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from workbench.catalogue.empty_project import empty_statement
from workbench.commands import AddStatement
from workbench.domain.period_choices import durations_of, instants_of
from workbench.domain.periods import Period
from workbench.domain.statements import Statement, StatementKind
from workbench.languages import LANGUAGES
from workbench.session import Session
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import language_of_window, tr, window_words
from workbench.wording.names import name_of_table
from workbench.wording.periods import short_label, with_made_label

KINDS = tuple(StatementKind)
MOST_PERIODS = 8
"""More are not offered: the latest are."""


class StatementDialog(EditDialog):
    """Opens with a kind that the project lacks; the title follows the kind until the user types one."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        about = tr("The statement has the lines and totals that are usual for its kind, without figures.")
        super().__init__(tr("New statement"), about, parent)
        self._session = session
        self._project = session.settled
        self.kind, self.language = FieldCombo(self), captions_language(self)
        present = {statement.kind for statement in self._project.statements}
        self.kind.addItems([name_of_table(kind, window_words()) for kind in KINDS])
        self.kind.setCurrentIndex(next((row for row, kind in enumerate(KINDS) if kind not in present), len(KINDS) - 1))
        self.title = QLineEdit(self)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.periods: dict[Period, QCheckBox] = {}
        self.form.addRow(tr("Kind"), self.kind)
        self.form.addRow(tr("Language of captions"), self.language)
        self.form.addRow(tr("Title"), self.title)
        self.form.addRow(tr("Periods"), self._column)
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self.language.currentIndexChanged.connect(self._show_title)
        self._on_kind_changed()
        self.kind.setFocus()

    @property
    def _kind(self) -> StatementKind:
        return KINDS[self.kind.currentIndex()]

    def _on_kind_changed(self) -> None:
        self._show_title()
        self._offer_periods()

    def _show_title(self) -> None:
        if not self.title.isModified():
            self.title.setText(self._usual(()).title)

    def _offer_periods(self) -> None:
        """Offer the periods of the project that the kind can show, and those that belong to them."""
        for box in self.periods.values():
            self._column.removeWidget(box)
            box.deleteLater()
        known = tuple(self._project.periods.values())
        candidates = (instants_of if self._kind.shows_balances else durations_of)(known)[-MOST_PERIODS:]
        self.periods = {}
        for candidate in candidates:
            period = self._project.periods.get(candidate.id) or with_made_label(candidate)
            box = self.periods[period] = QCheckBox(short_label(period, window_words()), self)
            box.setChecked(period.id in self._project.periods)
            self._column.addWidget(box)
        if not any(box.isChecked() for box in self.periods.values()):
            for box in self.periods.values():
                box.setChecked(True)

    def _usual(self, periods: tuple[Period, ...]) -> Statement:
        keys = tuple(period.id for period in periods)
        language, project = self.language.currentData(), self._project
        return empty_statement(self._kind, language, keys, project.statements, project.scale)

    def command(self) -> AddStatement:
        """Return the edit that adds the statement."""
        periods = tuple(period for period, box in self.periods.items() if box.isChecked())
        title = " ".join(self.title.text().split())
        return AddStatement(replace(self._usual(periods), title=title), periods)

    def act(self) -> None:
        self._session.execute(self.command())


def captions_language(parent: QWidget) -> FieldCombo:
    """Return a list of the languages that captions can be in; it opens with that of the window."""
    combo = FieldCombo(parent)
    for code, language in LANGUAGES.items():
        combo.addItem(language.name, code)
    combo.setCurrentIndex(max(combo.findData(language_of_window()), 0))
    return combo
