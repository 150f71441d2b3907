"""A book as a notebook shows it: whose figures, its periods, differences with their switches, key totals, check light.

Nothing sets a colour or a background, so that it can be read on light pages and on dark ones.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape

from workbench.checks import ChecksRun
from workbench.domain.amounts import format_for_reader
from workbench.domain.project import Project
from workbench.engine import Results
from workbench.phrases import ENGLISH, Phrase, listing, phrase, say
from workbench.presentation.key_totals import key_totals, why_no_totals
from workbench.presentation.light import light_of
from workbench.presentation.states import name_of_reconciliation, state_of
from workbench.presentation.units import money_unit
from workbench.wording.periods import label, short_label

PARAGRAPH, HEADING = "margin:0.2em 0", "margin:0.2em 0;font-weight:bold"
TEXT, FIGURE = "text-align:left;padding:0 0.8em 0 0", "text-align:right;padding:0 0 0 0.8em"
SWITCHES = {True: phrase("on"), False: phrase("off")}
Cell = Phrase | str


def book_as_html(checks_run: ChecksRun) -> str:
    """Return the HTML of the state that was checked; all text is escaped, that of the files too."""
    results = checks_run.results
    project = results.project
    titles = (name_of_reconciliation(project.frameworks), money_unit(project, ENGLISH))
    pieces = (
        _paragraph(project.entity, HEADING),
        _paragraph(listing(filter(None, titles), ENGLISH)),
        _paragraph(listing((short_label(period, ENGLISH) for period in project.periods.values()), ENGLISH)),
        _table(_rows_of_differences(project)),
        _paragraph(state_of(project).in_words(ENGLISH)),
        _table(_rows_of_totals(results)),
        _paragraph(why_no_totals(project, ENGLISH)),
        _paragraph(light_of(checks_run.counts, checks_run.unproven).in_words(ENGLISH)),
    )
    return f"<div>{''.join(pieces)}</div>"


def _rows_of_differences(project: Project) -> Iterator[str]:
    if project.adjustments:
        yield _row("th", (phrase("Difference"), ""))
    for adjustment in project.adjustments:
        yield _row("td", (adjustment.name, SWITCHES[adjustment.id in project.enabled]))


def _rows_of_totals(results: Results) -> Iterator[str]:
    """Yield a row for each key total, below one that heads its period."""
    project = results.project
    columns = (project.frameworks.source.label, state_of(project).result_heading(ENGLISH), phrase("Difference"))
    for period, totals in key_totals(results).items():
        yield _row("th", (label(project.periods[period], ENGLISH), *columns))
        for total in totals:
            yield _row("td", (total.name, *map(_amount, (total.as_reported, total.result, total.difference))))


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else format_for_reader(amount)


def _paragraph(text: str, style: str = PARAGRAPH) -> str:
    return f'<div style="{style}">{escape(text)}</div>' if text else ""


def _table(rows: Iterable[str]) -> str:
    content = "".join(rows)
    return f"<table>{content}</table>" if content else ""


def _row(tag: str, cells: Sequence[Cell]) -> str:
    """Return a row whose first cell is text, and whose others stand to the right."""
    styles = (TEXT, *[FIGURE] * (len(cells) - 1))
    texts = (escape(say(cell, ENGLISH)) for cell in cells)
    columns = (f'<{tag} style="{style}">{text}</{tag}>' for style, text in zip(styles, texts, strict=True))
    return f"<tr>{''.join(columns)}</tr>"
