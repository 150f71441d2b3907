"""Preferred shares: a liability at fair value under IFRS, mezzanine equity with accretion under U.S. GAAP.

Accretion stands below net income, equity bears it, and the mezzanine line has no total of its own.
"""

from decimal import Decimal
from pathlib import Path

import openpyxl

Row = tuple[str, int | None, int | None]
"""A caption, the amount as reported and the effect; a heading has neither."""
OPERATIONS: tuple[Row, ...] = (
    ("Revenue", 2_005, 0),
    ("Operating costs", -3_300, 0),
    ("Operating loss", -1_295, 0),
    ("Fair value change of preferred shares", 0, -600),
    ("Loss before income taxes", -1_295, -600),
    ("Income tax credit", 40, 0),
    ("Net loss", -1_255, -600),
    ("Net loss attributable to non-controlling interests", 55, 0),
    ("Accretion of preferred shares to redemption value", -200, 200),
    ("Net loss attributable to ordinary shareholders of the Company", -1_400, -400),
)


def preferred_shares(folder: Path) -> Path:
    """Write the analyst's workbook."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    _put(book, "IS", "Consolidated Statement of Operations", "Year ended December 31, 2023", OPERATIONS)
    for name, date, cash, mezzanine, at_fair_value, deficit, minorities in (
        ("BS22", "December 31, 2022", 3_000, 4_000, 5_000, -2_000, 130),
        ("BS23", "December 31, 2023", 1_745, 4_200, 5_600, -3_400, 75),
    ):
        liabilities = cash - mezzanine - 1_000 - deficit - minorities
        rows: tuple[Row, ...] = (
            ("ASSETS", None, None),
            ("Cash and cash equivalents", cash, 0),
            ("Total assets", cash, 0),
            ("LIABILITIES", None, None),
            ("Payables", liabilities, 0),
            ("Preferred shares liabilities", 0, at_fair_value),
            ("Total liabilities", liabilities, at_fair_value),
            ("MEZZANINE EQUITY", None, None),
            ("Convertible redeemable preferred shares", mezzanine, -mezzanine),
            ("SHAREHOLDERS' DEFICIT", None, None),
            ("Ordinary shares", 1_000, 0),
            ("Accumulated deficit", deficit, mezzanine - at_fair_value),
            ("Total shareholders' deficit", 1_000 + deficit, mezzanine - at_fair_value),
            ("Non-controlling interests", minorities, 0),
            ("Total deficit", 1_000 + deficit + minorities, mezzanine - at_fair_value),
            ("Total liabilities, mezzanine equity and deficit", cash, 0),
        )
        _put(book, name, "Consolidated Balance Sheet", date, rows)
    path = folder / "preferred-shares.xlsx"
    book.save(path)
    return path


def _put(book: openpyxl.Workbook, name: str, title: str, period: str, rows: tuple[Row, ...]) -> None:
    sheet = book.create_sheet(name)
    sheet.append(["Beta Biotech Inc."])
    sheet.append([f"{title} - reconciliation between U.S. GAAP and IFRS"])
    sheet.append([period])
    sheet.append(["(US$ in thousands)"])
    sheet.append([None, "Amounts as reported under U.S. GAAP", "Preferred shares", "Amounts as reported under IFRSs"])
    for caption, amount, effect in rows:
        sheet.append([caption] if amount is None else [caption, amount, effect, amount + (effect or 0)])


CHARGED_TO_EQUITY = Decimal(200)
