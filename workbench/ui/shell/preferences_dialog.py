"""Asking for what the user prefers; every choice shows at once, and Cancel takes it back."""

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.ids import LineId
from workbench.domain.statements import Line, LineUnit
from workbench.languages import LANGUAGES
from workbench.number_style import Negatives, NumberStyle, Thousands, Zero
from workbench.phrases import phrase
from workbench.presentation.figure_texts import format_in
from workbench.state_folder import BACKUPS
from workbench.ui.shell.files import RECOVERY
from workbench.ui.shell.keeping import system_user_name
from workbench.ui.toolkit.choice_combo import ChoiceCombo
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.preferences import (
    LEAST_ZOOM,
    MOST_DECIMALS,
    MOST_ZOOM,
    NUMBERS_OF_BACKUPS,
    SYSTEM_LANGUAGE,
    Preferences,
)
from workbench.ui.toolkit.screen_room import resize_on_screen
from workbench.ui.toolkit.theme import Choice, figures_font

SIZE = (680, 400)
PAGES_WIDTH = 150
ZOOM = 1.1
HALF_A_ROW = 6
COLOURS = {
    Choice.SYSTEM: phrase("Match the system"),
    Choice.LIGHT: phrase("Light"),
    Choice.DARK: phrase("Dark"),
    Choice.CONTRAST: phrase("High contrast"),
}
THOUSANDS = {
    Thousands.COMMA: phrase("A comma"),
    Thousands.SPACE: phrase("A space"),
    Thousands.APOSTROPHE: phrase("An apostrophe"),
    Thousands.NONE: phrase("No separator"),
}
NEGATIVES = {Negatives.BRACKETS: phrase("In brackets"), Negatives.MINUS: phrase("With a minus")}
ZEROS = {Zero.DASH: phrase("A dash"), Zero.DIGIT: phrase("The digit 0"), Zero.BLANK: phrase("An empty cell")}
MONEY = Line(LineId("money"), "", decimals=1)
SAMPLES = (
    (phrase("Revenue"), Decimal("2254620"), MONEY),
    (phrase("Cost of revenue"), Decimal("-1189074.5"), MONEY),
    (phrase("Impairment"), Decimal(0), MONEY),
    (phrase("Earnings per share"), Decimal("6.29"), Line(LineId("per-share"), "", unit=LineUnit.PER_SHARE, decimals=2)),
)
"""What the preview shows: a positive and a negative figure, zero, and one that is no amount of money."""


class PreferencesDialog(QDialog):
    """``tried`` carries preferences that are to be shown; ``chosen`` those that are to be kept."""

    tried = Signal(object)
    chosen = Signal(object)

    def __init__(self, preferences: Preferences, state_folder: Path | None, parent: QWidget) -> None:
        """``state_folder``: where backups are kept; None if none are."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Preferences"))
        resize_on_screen(self, *SIZE)
        self._before = preferences
        self._state_folder = state_folder
        self._is_filling = False
        self.pages = QListWidget(self)
        self.pages.setAccessibleName(tr("Sections"))
        self.pages.setFixedWidth(PAGES_WIDTH)
        self._stack = QStackedWidget(self)
        self._make_fields()
        self._add_page(tr("Appearance"), self._appearance())
        self._add_page(tr("Numbers"), self._numbers())
        self._add_page(tr("Language"), self._language())
        self._add_page(tr("You"), self._you())
        self._add_page(tr("Safety"), self._safety())
        self.pages.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.pages.setCurrentRow(0)
        self._lay_out()
        self._fill(preferences)
        self._connect()

    def _make_fields(self) -> None:
        self.colours = ChoiceCombo({choice: tr(name) for choice, name in COLOURS.items()}, self)
        self.zoom = ChoiceCombo({steps: _percent(steps) for steps in range(LEAST_ZOOM, MOST_ZOOM + 1)}, self)
        self.thousands = ChoiceCombo({choice: tr(name) for choice, name in THOUSANDS.items()}, self)
        self.negatives = ChoiceCombo({choice: tr(name) for choice, name in NEGATIVES.items()}, self)
        self.zero = ChoiceCombo({choice: tr(name) for choice, name in ZEROS.items()}, self)
        decimals: dict[int | None, str] = {number: str(number) for number in range(MOST_DECIMALS + 1)}
        self.decimals = ChoiceCombo({None: tr("As in the source"), **decimals}, self)
        names = {code: language.name for code, language in LANGUAGES.items()}
        self.language = ChoiceCombo({SYSTEM_LANGUAGE: tr("Match the system"), **names}, self)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(system_user_name())
        self.backups = ChoiceCombo({number: str(number) for number in NUMBERS_OF_BACKUPS}, self)

    def _connect(self) -> None:
        for combo in (self.colours, self.zoom, self.thousands, self.negatives, self.zero, self.decimals):
            combo.currentIndexChanged.connect(self._try_out)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults).clicked.connect(self.restore_defaults)

    # ---- pages

    def _add_page(self, title: str, page: QWidget) -> None:
        self.pages.addItem(title)
        self._stack.addWidget(page)

    def _appearance(self) -> QWidget:
        page, form = self._page()
        form.addRow(tr("Colors"), self.colours)
        form.addRow(tr("Size of statements"), self.zoom)
        form.addRow(self._quiet(tr("Ctrl+wheel changes the size until the project is closed.")))
        return page

    def _numbers(self) -> QWidget:
        page, form = self._page()
        form.addRow(tr("Thousands"), self.thousands)
        form.addRow(tr("Negative figures"), self.negatives)
        form.addRow(tr("Zero"), self.zero)
        form.addRow(tr("Decimals of amounts"), self.decimals)
        form.addRow(self._preview())
        form.addRow(
            self._quiet(
                tr(
                    "This changes only how statements, panels and charts show figures. What you type, copy or export "
                    "stays as it is, as do the sentences of checks and notes; every figure stays exact. Figures per "
                    "share, shares and percentages keep the decimals of their source."
                )
            )
        )
        return page

    def _preview(self) -> QWidget:
        """Return a few lines of a statement in the style that is chosen."""
        paper = QWidget(self)
        paper.setObjectName("paper")
        paper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid = QGridLayout(paper)
        grid.setVerticalSpacing(HALF_A_ROW)
        grid.setColumnStretch(0, 1)
        self.preview: list[QLabel] = []
        for row, (caption, _, _) in enumerate(SAMPLES):
            figure = QLabel(paper)
            figure.setTextFormat(Qt.TextFormat.PlainText)
            figure.setFont(figures_font(figure.font()))
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(QLabel(tr(caption), paper), row, 0)
            grid.addWidget(figure, row, 1)
            self.preview.append(figure)
        return paper

    def _language(self) -> QWidget:
        page, form = self._page()
        form.addRow(tr("Language"), self.language)
        form.addRow(
            self._quiet(
                tr(
                    "The language of the window changes when you start the program again; without a font for it, the "
                    "window stays in English. Each export may be in any language: File > Export review workbook in."
                )
            )
        )
        return page

    def _you(self) -> QWidget:
        page, form = self._page()
        form.addRow(tr("Your name"), self.name)
        about = tr("Each step is recorded with your name. Leave this empty to use your account name.")
        form.addRow(self._quiet(about))
        return page

    def _safety(self) -> QWidget:
        page, form = self._page()
        form.addRow(tr("Backups of each project"), self.backups)
        form.addRow(
            self._quiet(
                tr(
                    "Each save keeps the file it replaces. If all backups are of one day, the last one is of the day "
                    "before. File > Restore a backup opens one."
                )
            )
        )
        if self._state_folder is None:
            return page
        form.addRow(tr("Kept in"), self._folder(self._state_folder / BACKUPS))
        form.addRow(tr("Recovery"), self._folder(self._state_folder / RECOVERY))
        form.addRow(
            self._quiet(
                tr(
                    "Each step is written down as you make it. After a crash or a power outage, the next start offers "
                    "to recover what was not saved."
                )
            )
        )
        return page

    def _page(self) -> tuple[QWidget, QFormLayout]:
        page = QWidget(self)
        form = QFormLayout(page)
        form.setContentsMargins(8, 2, 0, 0)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        return page, form

    def _quiet(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName("quiet")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _folder(self, folder: Path) -> QWidget:
        """Return where something is kept, and a button that shows it."""
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        path = QLineEdit(str(folder), row)
        path.setReadOnly(True)
        path.setCursorPosition(0)
        path.setToolTip(str(folder))
        show = QPushButton(tr("Show the folder"), row)
        show.setEnabled(folder.is_dir())
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        layout.addWidget(path, 1)
        layout.addWidget(show)
        return row

    def _lay_out(self) -> None:
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel | kinds.RestoreDefaults, self)
        restore = self.buttons.button(kinds.RestoreDefaults)
        restore.setText(tr("Restore the defaults"))
        restore.setToolTip(tr("Your name stays as it is"))
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(self.pages)
        middle.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addLayout(middle, 1)
        layout.addWidget(self.buttons)

    # ---- what is chosen

    @property
    def preferences(self) -> Preferences:
        """What the fields say."""
        return Preferences(
            self.colours.chosen,
            self.zoom.chosen,
            NumberStyle(
                self.thousands.chosen,
                self.negatives.chosen,
                self.zero.chosen,
                self.decimals.chosen,
            ),
            self.language.chosen,
            self.name.text().strip(),
            self.backups.chosen,
        )

    def _fill(self, preferences: Preferences) -> None:
        numbers = preferences.numbers
        self._is_filling = True
        self.colours.choose(preferences.colours)
        self.zoom.choose(preferences.zoom)
        self.thousands.choose(numbers.thousands)
        self.negatives.choose(numbers.negatives)
        self.zero.choose(numbers.zero)
        self.decimals.choose(numbers.decimals)
        self.language.choose(preferences.language)
        self.name.setText(preferences.name)
        self.backups.choose(preferences.backups)
        self._is_filling = False
        self._show_preview()

    def restore_defaults(self) -> None:
        """Choose what a new installation has, except for the name."""
        self._fill(Preferences(name=self.name.text()))
        self._try_out()

    def _try_out(self) -> None:
        if not self._is_filling:
            self._show_preview()
            self.tried.emit(self.preferences)

    def _show_preview(self) -> None:
        for label, (_, amount, line) in zip(self.preview, SAMPLES, strict=True):
            label.setText(format_in(self.preferences.numbers, amount, line))

    def accept(self) -> None:
        self.chosen.emit(self.preferences)
        super().accept()

    def reject(self) -> None:
        self.tried.emit(self._before)
        super().reject()


def _percent(steps: int) -> str:
    return tr("{percent} %", percent=round(100 * ZOOM**steps))
