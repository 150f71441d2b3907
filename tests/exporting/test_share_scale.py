"""Share counts and amounts per share in the answer as JSON: what they are, and in what the counts are."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.answers import answer_of
from tests.importing.small_books import YEAR, Rows, imported

SHARES, EPS = "Weighted average shares", "Basic earnings per share"


def answer(folder: Path, unit: str, lines: dict[str, float]) -> Any:
    rows = [[caption, amount] for caption, amount in lines.items()]
    heads: Rows = [["Harbour Ltd"], ["Income statement"], [unit], [None, "2023"]]
    session = imported(folder, {"IS": [*heads, ["Revenue", 1000], ["Net income", 200], *rows]})
    return answer_of(session.results)


def line(read: Any, caption: str) -> Any:
    """Return the last line; its caption may have lost what says its unit."""
    found = read["statements"][0]["lines"][-1]
    assert caption.startswith(found["caption"])
    return found


@pytest.mark.parametrize(
    ("unit", "caption", "scale"),
    [
        ("(USD in thousands, except per share amounts; shares in millions)", SHARES, 10**6),
        ("(In thousands of USD, except per share; shares in millions)", SHARES, 10**6),
        ("(USD in millions, shares in thousands, except per share amounts)", SHARES, 1000),
        ("(USD in millions, except shares, which are reflected in thousands, and per share amounts)", SHARES, 1000),
        ("(USD in millions, except share and per share data)", SHARES, 1),
        ("USD millions", "Weighted average shares (in millions)", 10**6),
        ("USD millions", "Weighted average shares (thousands)", 1000),
        ("USD millions", "Weighted average shares ('000)", 1000),
        ("USD thousands", "Diluted shares (m)", 10**6),
    ],
)  # fmt: skip
def test_share_counts_are_in_what_the_unit_line_or_their_caption_says(
    tmp_path: Path, unit: str, caption: str, scale: int
) -> None:
    read = answer(tmp_path, unit, {caption: 334.5})
    assert read["statements"][0]["share_scale"] == scale
    assert line(read, caption)["unit"] == "shares"
    assert line(read, caption)["figures"][YEAR]["as_reported"] == Decimal("334.5")


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("Basic earnings per share", "per-share"),
        ("Diluted EPS", "per-share"),
        ("Book value/share", "per-share"),
        ("DPS", "per-share"),
        ("BVPS", "per-share"),
        ("Common stock, par value", "per-share"),
        ("Basic Average Shares", "shares"),
        ("Diluted Average Shares", "shares"),
        ("Shares Out. (M)", "shares"),
        ("No. of shares (mn)", "shares"),
        ("Treasury stock, shares", "shares"),
        ("Shares outstanding (thousands)", "shares"),
        ("Share capital", "money"),
        ("Proceeds from issue of shares", "money"),
        ("Treasury shares", "money"),
    ],
)
def test_captions_tell_counts_and_amounts_per_share_from_money(tmp_path: Path, caption: str, unit: str) -> None:
    assert line(answer(tmp_path, "USD thousands", {caption: 1.5}), caption)["unit"] == unit


@pytest.mark.parametrize("unit", ["USD thousands", "USD millions, except per share data; shares in millions"])
def test_amounts_per_share_are_never_scaled(tmp_path: Path, unit: str) -> None:
    read = answer(tmp_path, unit, {SHARES: 100, EPS: 1.25})
    assert line(read, EPS)["figures"][YEAR]["as_reported"] == Decimal("1.25")
    assert line(read, EPS)["unit"] == "per-share"


def test_a_statement_that_says_nothing_of_shares_counts_them_singly(tmp_path: Path) -> None:
    assert answer(tmp_path, "USD millions", {SHARES: 334})["statements"][0]["share_scale"] == 1
