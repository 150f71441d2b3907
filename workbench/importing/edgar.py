"""EDGAR's ``Financial_Report.xlsx``: title, currency and scale in the first cell; statements first, then notes."""

import re

from workbench.workbooks import Sheet

HEAD = re.compile(r"^(?P<title>.+?) - (?P<units>[^-]*(?:\$|shares|[A-Z]{3} \().*)$")
"""``CONSOLIDATED BALANCE SHEETS - USD ($) $ in Millions``."""
MONEY_SCALE = re.compile(r"in (Thousands|Millions|Billions)", re.IGNORECASE)
SHARES_SCALE = re.compile(r"shares in \w+,?")
DETAIL = re.compile(
    r"\((Details?|Tables?|Policies|Policy|Parenthetical)\b[^)]*\)|^(Document and Entity Information|Cover( Page)?)\b",
    re.IGNORECASE,
)
ABSTRACT = re.compile(r"\[(Abstract|Line Items|Roll Forward|Table|Member|Axis|Domain)\]\s*$")
"""Elements of the taxonomy that structure a report and state nothing."""
WHOLE = "in units"


def edgar_head(sheet: Sheet) -> tuple[str, str] | None:
    """Return the title and the units of a sheet of an EDGAR report; None where it is none."""
    first = sheet.at.get((1, 1))
    found = HEAD.match(" ".join(first.text.split())) if first else None
    return (found["title"], found["units"]) if found else None


def units_line(units: str) -> str:
    """Return the unit of money as a unit line writes it: ``USD in Millions``; nothing said are whole units."""
    currency = units[:3] if re.match(r"[A-Z]{3} ", units) else ""
    scale = MONEY_SCALE.search(SHARES_SCALE.sub("", units))
    return f"{currency} in {scale[1]}" if scale else f"{currency} {WHOLE}"


def why_no_statement(sheet: Sheet) -> str:
    """Return why a sheet of an EDGAR report states no statement; "" where it may be one."""
    first = sheet.at.get((1, 1))
    is_detail = first is not None and DETAIL.search(first.text)
    return "details of an EDGAR report, no statement" if is_detail else ""
