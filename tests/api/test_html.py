"""A book as a notebook shows it."""

from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

from tests.projects import CLOSING, project_of
from workbench.api.book import Book


class Texts(HTMLParser):
    """Reads the rows of tables and the other texts; a tag that is not closed is an error."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows: list[list[str]] = []
        self.others: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1] in ("td", "th"):
            self.rows[-1][-1] += data
        else:
            self.others.append(data)


def test_it_shows_whose_figures_the_switches_the_key_totals_and_the_light(book: Book) -> None:
    shown = Texts(book.off("share-based")._repr_html_())
    assert shown.others == [
        "Qifu Technology, Inc.",
        "US GAAP to IFRS, RMB in thousands",
        "Q2 2022, Q2 2023, H1 2022, H1 2023, 31 Dec 2022, 30 Jun 2023",
        "Illustrative: 3 of 4 differences",
        "All 618 checks pass",
    ]
    assert shown.rows[:5] == [
        ["Difference", ""],
        ["Expected credit losses, net of tax", "on"],
        ["Effective interest rate on loans receivable, net of tax", "on"],
        ["Share-based compensation", "off"],
        ["Financial guarantee, net of tax", "on"],
    ]
    assert ["June 30, 2023", "US GAAP", "US GAAP with selected differences", "Difference"] in shown.rows
    assert ["TOTAL EQUITY", "20,885,567", "21,747,683", "862,116"] in shown.rows


def test_text_of_files_is_escaped_and_nothing_sets_a_colour() -> None:
    project = project_of({"cash": (Decimal(1), Decimal(2))}, {}, {"x": {("cash", CLOSING): Decimal(5)}})
    (difference,) = project.adjustments
    hostile = "<script>alert('1 & 2')</script>"
    named = replace(project, entity=hostile, adjustments=(replace(difference, name=hostile),))
    html = Book(named)._repr_html_()
    assert "<script" not in html
    shown = Texts(html)
    assert shown.others[0] == hostile
    assert [hostile, "on"] in shown.rows
    assert "color" not in html
    assert "background" not in html


def test_a_book_of_nothing_is_shown_too() -> None:
    empty = Book(project_of({"cash": (Decimal(1), None)}, {}, {}))
    assert Texts(empty._repr_html_()).others[-2:] == [
        "No differences are stated",
        "Nothing could be checked, 1 figure unproven",
    ]
