"""EDGAR's ``Financial_Report.xlsx``: title, currency and scale in the first cell; statements first, then notes."""

import re

from workbench.workbooks import Sheet

HEAD = re.compile(r"^(?P<title>.+?) - (?P<units>(?:[A-Z]{3} \([^)a-z]{1,4}\)|[^\s\w]{1,3} / shares|shares\b)[^-]*)$")
"""``CONSOLIDATED BALANCE SHEETS - USD ($) $ in Millions``."""
MONEY_SCALE = re.compile(r"in (Thousands|Millions|Billions)", re.IGNORECASE)
SHARES_SCALE = re.compile(r"shares in \w+,?")
DETAIL = re.compile(
    r"\((Details?|Tables?|Policies|Policy|Parenthetical)\b[^)]*\)|^(Document and Entity Information|Cover( Page)?)\b",
    re.IGNORECASE,
)
ABSTRACT = re.compile(r"\[(Abstract|Line Items|Roll Forward|Table|Member|Axis|Domain)\]\s*$")
"""Taxonomy elements that only structure a report and state nothing."""
PER_SHARE_ALONE = re.compile(r"^\S{1,3} / shares", re.IGNORECASE)
"""What a sheet of par values and share counts states instead of a currency."""
WHOLE = "in units"


def edgar_head(sheet: Sheet) -> tuple[str, str] | None:
    """Return the title and the units of a sheet of an EDGAR report; None for any other sheet."""
    first = sheet.at.get((1, 1))
    head = HEAD.match(" ".join(first.text.split())) if first else None
    return (head["title"], head["units"]) if head else None


def units_line(units: str) -> str:
    """Return the units as a unit line writes them: ``USD in Millions, shares in Thousands``; whole units by default.

    If only shares and per-share amounts are printed, the unit of money is omitted.
    """
    currency = units[:3] if re.match(r"[A-Z]{3} ", units) else ""
    shares = SHARES_SCALE.search(units)
    scale = MONEY_SCALE.search(SHARES_SCALE.sub("", units))
    money = f"{currency} in {scale[1]}" if scale else "" if PER_SHARE_ALONE.match(units) else f"{currency} {WHOLE}"
    return ", ".join(part for part in (money, shares[0].rstrip(",") if shares else "") if part)


def is_detail(sheet: Sheet) -> bool:
    """True for a sheet of an EDGAR report that gives details of a statement and is not one."""
    first = sheet.at.get((1, 1))
    return first is not None and bool(DETAIL.search(first.text))
