"""Pointing at a figure while a formula is typed: its amount goes into the formula."""

from PySide6.QtWidgets import QLineEdit

OPENERS = "=+-*/(−"
"""After one of these, a formula lacks an amount."""


def is_formula(text: str) -> bool:
    return text.lstrip().startswith("=")


def lacks_amount(editor: QLineEdit) -> bool:
    """True if a formula lacks an amount where the cursor is."""
    text, place = editor.text(), editor.cursorPosition()
    return is_formula(text) and text[:place].rstrip()[-1:] in tuple(OPENERS)


def point(editor: QLineEdit, amount: str) -> bool:
    """Put an amount, as it would be typed, where a formula lacks one; False if it lacks none there."""
    if not amount or not lacks_amount(editor):
        return False
    editor.insert(f"({amount})" if amount.startswith("-") else amount)
    return True
