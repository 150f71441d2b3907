"""Asking for what rolls forward: the earlier projects, the new period, and what becomes of each opening amount."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.checks.carried_forward import carrying, line_of_equity
from workbench.domain.adjustments import EntryId
from workbench.domain.amounts import format_for_reader
from workbench.domain.ids import AdjustmentId
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.opening import read_held
from workbench.phrases import listing, phrase
from workbench.rolling.carried_entries import Carry, CarryChoices, OpeningEntry
from workbench.rolling.held_projects import HeldProject
from workbench.rolling.periods_of_roll import following_periods, periods_to
from workbench.rolling.roll_forward import Rolled, roll_forward
from workbench.ui.shell.file_dialogs import choose_projects
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.jobs import Job, Jobs
from workbench.ui.toolkit.language import tr, tr_count, tr_fact, window_words
from workbench.ui.toolkit.screen_room import resize_on_screen
from workbench.ui.toolkit.theme import figures_font
from workbench.wording.periods import short_label

SIZE = (860, 640)
PATH_ROLE = int(Qt.ItemDataRole.UserRole)
LIST_HEIGHT, OPENINGS_HEIGHT, TEXT_HEIGHT = 74, 150, 110
CHOICES = {
    Carry.INCLUDE: phrase("Carry"),
    Carry.EXCLUDE: phrase("Leave out"),
    Carry.REVERSE: phrase("Reverse"),
    Carry.ZERO: phrase("Carry as nil"),
}
DIFFERENCE, ENTRY, AMOUNT, CHOICE = range(4)
AS_FOR_ALL = ""
"""The choice of an entry that is carried like all others."""


class RollDialog(EditDialog):
    """Shows what a roll-forward takes over, carries and finds odd; hands the new project to ``begin``.

    Projects are read and rolled forward off the UI thread; OK waits for the last of what was asked.
    """

    def __init__(
        self,
        held: Sequence[HeldProject],
        folder: Path,
        jobs: Jobs,
        begin: Callable[[Project], object],
        parent: QWidget,
    ) -> None:
        about = tr(
            "The new project has the lines, differences, conclusions and notes of the latest one. Balances at the last "
            "year end and the same span a year earlier are taken over and locked; the new period is empty."
        )
        super().__init__(tr("Roll forward"), about, parent)
        self._held: list[HeldProject] = []
        self._folder, self._jobs, self._begin = folder, jobs, begin
        self._job: Job | None = None
        self._is_accepted = False
        self.rolled: Rolled | None = None
        self._combos: dict[tuple[AdjustmentId, EntryId], FieldCombo] = {}
        resize_on_screen(self, *SIZE)
        self.projects = QListWidget(self)
        self.projects.setAccessibleName(tr("Earlier projects"))
        self.projects.setMaximumHeight(LIST_HEIGHT)
        self.add_button = QPushButton(tr("&Add…"), self)
        self.remove_button = QPushButton(tr("&Remove"), self)
        self.period = FieldCombo(self)
        self.period.let_type()
        self.choice = FieldCombo(self)
        for choice, name in CHOICES.items():
            self.choice.addItem(tr(name), choice)
        self.openings = QTreeWidget(self)
        self.openings.setAccessibleName(tr("Amounts at the opening"))
        self.openings.setHeaderLabels([tr("Difference"), tr("Entry"), tr("In equity"), tr("This entry")])
        self.openings.setRootIsDecorated(False)
        self.openings.setMinimumHeight(OPENINGS_HEIGHT)
        self.openings.setFont(figures_font(self.openings.font()))
        self.outcome = QPlainTextEdit(self)
        self.outcome.setReadOnly(True)
        self.outcome.setTabChangesFocus(True)
        self.outcome.setAccessibleName(tr("What is taken over"))
        self.outcome.setMaximumHeight(TEXT_HEIGHT)
        self._lay_out()
        self.add_button.clicked.connect(self._ask_for_projects)
        self.remove_button.clicked.connect(self._remove)
        self.period.currentTextChanged.connect(self._roll)
        self.choice.currentIndexChanged.connect(self._roll)
        self.add(held)
        (self.period if held else self.add_button).setFocus()

    def _lay_out(self) -> None:
        buttons = QVBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        projects = QHBoxLayout()
        projects.addWidget(self.projects, 1)
        projects.addLayout(buttons)
        self.form.addRow(tr("Earlier projects"), projects)
        self.form.addRow(tr("New period"), self.period)
        self.form.addRow(tr("At the opening"), self.choice)
        self.form.addRow(self.openings)
        self.form.addRow(tr("Taken over"), self.outcome)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretchFactor(self.form, 1)

    # ---- the projects

    def add(self, held: Sequence[HeldProject]) -> None:
        """Add earlier projects and offer the periods that follow them."""
        for each in held:
            if all(each.name != known.name for known in self._held):
                self._held.append(each)
                item = QListWidgetItem(each.name, self.projects)
                item.setData(PATH_ROLE, each.name)
                item.setToolTip(each.file.folder)
        self.projects.setCurrentRow(0)
        self._offer_periods()

    def _remove(self) -> None:
        row = self.projects.currentRow()
        if row >= 0:
            del self._held[row]
            self.projects.takeItem(row)
            self._offer_periods()

    def _ask_for_projects(self) -> None:
        def read(paths: list[Path]) -> None:
            names = listing((path.name for path in paths), window_words())
            self._jobs.start(
                tr("Opening {files}", files=names),
                lambda progress: [read_held(path, progress) for path in paths],
                self.add,
                self.refuse,
                files=paths,
            )

        choose_projects(self, self._folder, read)

    def _offer_periods(self) -> None:
        typed = self.period.currentText()
        self.period.blockSignals(True)
        self.period.clear()
        for period in following_periods([each.project for each in self._held]):
            self.period.addItem(short_label(period, window_words()), period.id)
        if typed and self.period.findText(typed) < 0:
            self.period.setEditText(typed)
        self.period.blockSignals(False)
        self._roll()

    # ---- what comes of it

    @property
    def choices(self) -> CarryChoices:
        """What becomes of the amounts at the opening, as it is chosen."""
        singly = {key: Carry(combo.currentData()) for key, combo in self._combos.items() if combo.currentData()}
        return CarryChoices(Carry(self.choice.currentData()), Map(singly))

    def _roll(self) -> None:
        """Ask for what the form says to be rolled forward, instead of what was asked before."""
        self.rolled, self._is_accepted = None, False
        self.refusal.hide()
        self._cancel()
        held, choices, words = tuple(self._held), self.choices, window_words()
        projects = [each.project for each in held]
        text = self.period.currentText()
        index = self.period.findText(text)
        wanted = self.period.itemData(index) if index >= 0 else text
        if held:

            def refuse(reason: str) -> None:
                if job is self._job:  # a job that was cancelled may still refuse
                    self._refuse(reason)

            job = self._job = self._jobs.start(
                tr("Rolling forward"),
                lambda _: roll_forward(held, periods_to(wanted, projects), choices, words),
                self._show,
                refuse,
                is_quiet=True,
            )
        else:
            self._show_openings(())
            self.outcome.clear()

    def _show(self, rolled: Rolled) -> None:
        self._job, self.rolled = None, rolled
        self._show_openings(rolled.openings)
        self.outcome.setPlainText("\n".join(_describe(rolled)))
        if self._is_accepted:
            self.accept()

    def _refuse(self, reason: str) -> None:
        self._job = None
        self._show_openings(())
        self.outcome.clear()
        self.refuse(reason)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show_openings(self, openings: Sequence[OpeningEntry]) -> None:
        if [opening.key for opening in openings] == list(self._combos):
            return
        self.openings.clear()
        self._combos.clear()
        assert self.rolled is not None or not openings
        for opening in openings:
            assert self.rolled is not None
            name = self.rolled.project.adjustment_by_id[opening.adjustment].name
            amount = format_for_reader(_in_equity(self.rolled.project, opening))
            amounts = tr_count("{count} amount", "{count} amounts", len(opening.legs))
            item = QTreeWidgetItem([name, opening.memo or opening.reference or amounts, amount, ""])
            item.setTextAlignment(AMOUNT, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.openings.addTopLevelItem(item)
            combo = FieldCombo(self)
            combo.setAccessibleName(name)
            combo.addItem(tr("as for all"), AS_FOR_ALL)
            for choice, called in CHOICES.items():
                combo.addItem(tr(called), choice)
            combo.currentIndexChanged.connect(self._roll)
            self._combos[opening.key] = combo
            self.openings.setItemWidget(item, CHOICE, combo)
        for column in (DIFFERENCE, ENTRY, AMOUNT):
            self.openings.resizeColumnToContents(column)

    def choose(self, opening: OpeningEntry, choice: Carry) -> None:
        """Let one entry be carried in another way than all."""
        combo = self._combos[opening.key]
        combo.setCurrentIndex(combo.findData(choice))

    def accept(self) -> None:
        if not self._held:
            self.refuse(tr("There is no project to roll forward. Add at least one."))
        elif self.rolled is not None:
            project = self.rolled.project
            super().accept()
            self._begin(project)
        else:
            self._is_accepted = self._job is not None

    def done(self, result: int) -> None:
        self._cancel()
        super().done(result)


def _in_equity(project: Project, opening: OpeningEntry) -> Decimal:
    """Return what an opening entry adds to retained earnings, or to equity where nothing states these."""
    carried = carrying(project)
    line = line_of_equity(carried.position) if carried else None
    if carried is None or line is None:
        return Decimal(0)
    weights = dict(carried.position.graph.ways_down(line.id))
    return sum((weights[leg.line] * leg.amount for leg in opening.legs if leg.line in weights), Decimal(0))


def _describe(rolled: Rolled) -> list[str]:
    """Return a line for each column that is taken over, and then what is to be known."""
    project, words = rolled.project, window_words()
    lines = [
        tr(
            "{statement}, {period}: from {file}, locked",
            statement=tr_fact(project.statement_by_id[statement].title_fact),
            period=short_label(project.periods[period], words),
            file=comparative.held_by,
        )
        for (statement, period), comparative in project.comparatives.items()
        if comparative.held_by
    ]
    return [*lines, *(tr_fact(finding.fact) for finding in rolled.oddities)]
