"""The currency of a company's statements if no cover names it: from headings, unit lines and number formats."""

from collections import Counter
from collections.abc import Iterable, Sequence

from workbench.domain.facts import Told, fact
from workbench.domain.sources import FigureRole
from workbench.importing.language.common_facts import quote
from workbench.importing.language.vocabulary import (
    BARE_DOLLAR,
    DOLLARS,
    currencies_in,
    names_renminbi,
    resolve_currency,
)
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.detected import Detected, Tabular
from workbench.importing.sheets.formats_shown import currency_of_formats
from workbench.workbooks import CellKind, SourceWorkbook


def find_currency(parts: Sequence[Detected]) -> str:
    """Return the currency of the reconciliations, else of the statements: named over columns, or in unit lines.

    A bare dollar sign if nothing more is named; "" if no currency is.
    """
    for group in ([part for part in parts if part.is_reconciliation], parts):
        reported_columns = [column for column in _columns(group) if column.role is not FigureRole.TRANSLATION]
        over_columns = Counter(column.currency for column in reported_columns if column.currency)
        in_unit_lines = Counter(part.currency for part in group if part.currency)
        if votes := over_columns or in_unit_lines:
            return votes.most_common(1)[0][0]
    return currency_of_formats(row for part in parts if isinstance(part, Tabular) for row in part.rows)


def resolve_bare_dollar(parts: Iterable[Detected]) -> str:
    """Return whose dollar a bare dollar sign is: the one that some table names, else the U.S. one."""
    parts = tuple(parts)
    named = {part.currency for part in parts} | {column.currency for column in _columns(parts)}
    dollars = named & DOLLARS
    return resolve_currency(BARE_DOLLAR, dollars.pop() if len(dollars) == 1 else "")


def are_translations_into(currency: str, parts: Iterable[Detected]) -> bool:
    """True if a column in ``currency``, read before the company's was known, was read as a translation."""
    translations = (column for column in _columns(parts) if column.role is FigureRole.TRANSLATION)
    return any(column.adjustment_or_currency == currency for column in translations)


def sign_of_several(
    parts: Sequence[Detected], workbooks: Iterable[SourceWorkbook], named: str, currency: str, *, is_on_cover: bool
) -> Told:
    """Return the only sign of the currency if it may represent several; "" otherwise.

    ``named``: the currency as it is written, which may be a bare dollar sign; ``currency``: what it was read as.
    """
    if currency == "RMB" and not any(map(_names_renminbi, workbooks)):
        return quote("¥")
    is_a_dollar = named == BARE_DOLLAR or (not is_on_cover and _is_only_a_dollar(parts, currency))
    return fact("dollar-signs") if is_a_dollar else ""


def _is_only_a_dollar(parts: Sequence[Detected], currency: str) -> bool:
    """True if columns are headed by a dollar sign, and no table says whose dollar that is."""
    codes_in_headings = {code for column in _columns(parts) for text in column.headings for code in currencies_in(text)}
    return BARE_DOLLAR in codes_in_headings and currency in DOLLARS - codes_in_headings - {
        part.currency for part in parts
    }


def _names_renminbi(workbook: SourceWorkbook) -> bool:
    """True if a workbook says more about its currency than the sign that it shares with the yen."""
    texts = (cell.text for sheet in workbook.sheets for cell in sheet.cells if cell.kind is CellKind.TEXT)
    return any(names_renminbi(text) for text in texts)


def _columns(parts: Iterable[Detected]) -> list[Column]:
    return [column for part in parts if isinstance(part, Tabular) for column in part.columns]
