"""Word documents read back: the texts of their tables, by the columns over which they stand."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from workbench.amount_text import amount_in


@dataclass(frozen=True)
class ReadRow:
    """``texts``: by column; a text that spans several stands in the first."""

    texts: tuple[str, ...]
    spans: tuple[int, ...]
    repeats: bool
    keeps_next: bool
    may_break: bool
    wraps: tuple[bool, ...]

    @property
    def caption(self) -> str:
        return self.texts[0]

    @property
    def amounts(self) -> tuple[Any, ...]:
        return tuple(amount_in(text) for text in self.texts[1:])


def tables_in(path: Path) -> list[list[ReadRow]]:
    return [[_row(element) for element in table._tbl.tr_lst] for table in docx.Document(str(path)).tables]


def _row(element: Any) -> ReadRow:
    texts: list[str] = []
    spans: list[int] = []
    wraps: list[bool] = []
    for cell in element.tc_lst:
        span = cell.find(f".//{qn('w:gridSpan')}")
        width = int(span.get(qn("w:val"))) if span is not None else 1
        text = "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.iter(qn("w:p")))
        texts += [text, *[""] * (width - 1)]
        spans += [width, *[0] * (width - 1)]
        wraps += [cell.find(f".//{qn('w:noWrap')}") is None] * width
    properties = element.trPr
    has = {child.tag for child in properties} if properties is not None else set()
    first = element.tc_lst[0].find(f".//{qn('w:keepNext')}")
    return ReadRow(
        tuple(texts),
        tuple(spans),
        qn("w:tblHeader") in has,
        first is not None,
        qn("w:cantSplit") not in has,
        tuple(wraps),
    )


def paragraphs_in(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs if paragraph.text.strip()]


def body_rows(rows: list[ReadRow]) -> list[ReadRow]:
    """Return the rows with figures."""
    return [row for row in rows if not row.repeats and any(row.texts[1:])]
