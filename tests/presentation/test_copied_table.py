"""Tables on the clipboard: exact for spreadsheets, safe wherever they are pasted."""

from workbench.presentation.copied_table import CopiedCell, CopiedTable, as_html, as_markdown, as_tsv

TABLE = CopiedTable(
    "Leases | 2023",
    ("Line", "Amount"),
    (
        (CopiedCell("=HYPERLINK(1)"), CopiedCell("(1,234.5)", "-1234.5")),
        (CopiedCell("A|B *c* <d>", depth=1, is_bold=True), CopiedCell("—", "0", is_bold=True)),
    ),
    frozenset((1,)),
)


def test_a_spreadsheet_gets_amounts_and_runs_nothing() -> None:
    assert as_tsv(TABLE) == "Line\tAmount\n'=HYPERLINK(1)\t-1234.5\nA|B *c* <d>\t0\n"


def test_a_document_gets_a_heading_that_repeats_and_no_markup_of_ours() -> None:
    html = as_html(TABLE)
    assert '<thead><tr><th align="left">Line</th><th align="right">Amount</th></tr></thead>' in html
    assert '<td align="right">(1,234.5)</td>' in html
    assert "<b>&nbsp;&nbsp;&nbsp;A|B *c* &lt;d&gt;</b>" in html


def test_markdown_keeps_marks_as_they_are() -> None:
    lines = as_markdown(TABLE).splitlines()
    assert lines[0] == "**Leases \\| 2023**"
    assert lines[2:4] == ["| Line | Amount |", "| --- | ---: |"]
    assert lines[4] == "| =HYPERLINK(1) | (1,234.5) |"
    assert lines[5] == "| **&nbsp;&nbsp;&nbsp;A\\|B \\*c\\* \\<d\\>** | **—** |"
