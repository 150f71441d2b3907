"""The last sheet: what each sheet is for, what signs mean, what may be done."""

from tests.exporting.planned import planned
from tests.exporting.sheets import cells_of, sheet_of
from workbench.session import Session


def test_every_sheet_is_listed_with_a_link_and_it_is_the_last_that_is_shown(qifu: Session) -> None:
    layout = planned(qifu.results).layout
    shown = [sheet for sheet in layout.sheets if not sheet.is_very_hidden]
    sheet = shown[-1]
    assert (sheet.name, sheet.paper) == ("How to read", "R")
    links = {str(cell.value): cell.link for cell in cells_of(sheet).values() if cell.link}
    assert links == {other.name: f"'{other.name}'!$A$1" for other in shown}


def test_it_says_what_to_print_and_what_was_said_at_export(qifu: Session) -> None:
    layout = planned(qifu.results).layout
    printed = [sheet.name for sheet in layout.sheets if sheet.is_printed]
    texts = [str(cell.value) for cell in cells_of(sheet_of(layout, "How to read")).values()]
    assert any(text.startswith(f"Select the tabs from {printed[0]} to {printed[-1]} (") for text in texts)
    assert "All 4 differences are on. All 618 checks pass." in texts
    places = [layout.sheets.index(sheet_of(layout, name)) for name in printed]
    assert places == list(range(len(printed)))
