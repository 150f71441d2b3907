"""A field for a day, typed as year, month and day or picked from a calendar."""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QDateEdit, QWidget

FORMAT = "yyyy-MM-dd"


class DateField(QDateEdit):
    """It ignores the mouse wheel, which could change a day by accident."""

    def __init__(self, day: date, name: str, parent: QWidget) -> None:
        super().__init__(QDate(day.year, day.month, day.day), parent)
        self.setObjectName("field")
        self.setDisplayFormat(FORMAT)
        self.setCalendarPopup(True)
        self.setAccessibleName(name)

    @property
    def day(self) -> date:
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def show_day(self, day: date) -> None:
        self.setDate(QDate(day.year, day.month, day.day))

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Let Tab leave the field, as in any other; Left and Right move between year, month and day."""
        return QWidget.focusNextPrevChild(self, is_next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the year, from whichever side the field is reached."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.setSelectedSection(self.Section.YearSection)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
