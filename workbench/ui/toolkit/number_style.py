"""How the window shows figures, as the user prefers: thousands, negatives, zero and decimals.

It changes only what is shown: what is copied, typed, exported or saved stays as it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from workbench.number_style import AS_PRINTED, NumberStyle


class _Numbers:
    """Holds the style of the window."""

    style: NumberStyle = AS_PRINTED


def show_numbers_as(style: NumberStyle) -> None:
    """Show figures in ``style`` from now on; what is on screen must be refreshed by the caller."""
    _Numbers.style = style


def number_style() -> NumberStyle:
    """Return the style of the window."""
    return _Numbers.style


@contextmanager
def numbers_as_printed() -> Iterator[None]:
    """Read figures inside this block as statements print them: what leaves the window never follows preferences."""
    style = number_style()
    show_numbers_as(AS_PRINTED)
    try:
        yield
    finally:
        show_numbers_as(style)
