"""Contrast as WCAG counts it: AA in the light and the dark theme, AAA for text in high contrast."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from workbench.ui.assistant.cell_colours import CellColour, fill_of
from workbench.ui.toolkit.theme import CONTRAST, DARK, LIGHT, Choice, Colours, Theme

AA, AAA, OF_MARKS = 4.5, 7.0, 3.0
THEMES = {"light": (LIGHT, AA), "dark": (DARK, AA), "contrast": (CONTRAST, AAA)}
GROUNDS = {
    "text": ("window", "base", "raised", "selection", "result", "hairline", "warning_fill"),
    "muted": ("window", "base", "result", "selection", "raised"),
    "typed": ("base", "result", "selection", "window"),
    "accent": ("base", "window", "result", "selection"),
    "on_accent": ("accent",),
    "warning": ("base", "window", "result", "selection", "warning_fill"),
    "bad": ("base", "window", "result", "selection"),
}
"""What text in each color stands on: in style sheets, in cells painted here, in the selection, in headings, hovered."""
MARKS = {
    "good": ("base", "window", "selection"),
    "bad": ("base", "window", "selection"),
    "warning": ("base", "window", "selection", "result"),
    "accent": ("base", "window", "result", "selection", "raised"),
    "muted": ("base", "window", "result", "selection"),
    "text": ("base",),
}
"""Icons, bars of the chart, marks of comments and edits, frames of what has the keyboard, boxes to tick."""


def contrast(ink: str, ground: str) -> float:
    """Return the contrast of two colors, from 1 to 21."""
    light, dark = sorted((luminance(QColor(ink)), luminance(QColor(ground))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def too_faint(colours: Colours, pairs: dict[str, tuple[str, ...]], least: float) -> list[str]:
    by_name = colours._asdict()
    return [
        f"{ink} on {ground}: {contrast(by_name[ink], by_name[ground]):.2f}"
        for ink, grounds in pairs.items()
        for ground in grounds
        if contrast(by_name[ink], by_name[ground]) < least
    ]


@pytest.mark.parametrize("name", THEMES)
def test_text_is_read_on_everything_it_stands_on(name: str) -> None:
    colours, least = THEMES[name]
    assert too_faint(colours, GROUNDS, least) == []


@pytest.mark.parametrize("name", THEMES)
def test_marks_are_seen_on_everything_they_stand_on(name: str) -> None:
    colours, _ = THEMES[name]
    assert too_faint(colours, MARKS, OF_MARKS) == []


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK, Choice.CONTRAST])
def test_the_cells_of_a_workbook_are_read_on_their_tints(choice: Choice, theme: Theme) -> None:
    before = theme.choice
    theme.choose(choice)
    try:
        least = AAA if choice is Choice.CONTRAST else AA
        text, muted = theme.colours.text, theme.colours.muted
        inks = {colour: muted if colour is CellColour.IGNORED else text for colour in CellColour}
        faint = {colour: contrast(ink, fill_of(colour, theme).name()) for colour, ink in inks.items()}
        assert {colour.name: number for colour, number in faint.items() if number < least} == {}
    finally:
        theme.choose(before)
        QApplication.processEvents()
