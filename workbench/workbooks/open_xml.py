"""Open XML workbooks (.xlsx, .xlsm): openpyxl opens the package, its sheets are read cell by cell."""

import re
import sys
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

from workbench.domain.facts import Fact, Told, fact
from workbench.phrases import phrase
from workbench.workbooks.child_protocol import ReadStream
from workbench.workbooks.package import Package
from workbench.workbooks.unsafe import SAVE_AGAIN, Unsafe

if TYPE_CHECKING:
    from openpyxl.reader.excel import ExcelReader

PROPERTIES, LARGEST_PROPERTIES = "docProps/custom.xml", 100_000
PROPERTY_TEXT = re.compile(rb"<(?:\w+:)?lpwstr(?:\s[^>]*)?>([^<]+)<")


def read(content: bytes, output: ReadStream) -> list[Told]:
    """Write every sheet to ``output``; return the warnings. Raises what a broken workbook makes its parsers raise."""
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would import it for nothing: 90 ms
    import openpyxl
    from defusedxml import DefusedXmlException

    if not openpyxl.DEFUSEDXML:
        raise Unsafe(
            phrase("the package that protects the program from hostile XML (defusedxml) is not installed; install it")
        )
    if openpyxl.LXML:
        raise Unsafe(
            phrase("lxml would parse it without protection from hostile XML; set OPENPYXL_LXML=False and try again")
        )
    with warnings.catch_warnings(record=True) as caught_warnings, Package(content) as package:
        warnings.simplefilter("always")
        try:
            doubts = _read_package(BytesIO(content), package, output)
        except DefusedXmlException:
            reason = phrase("one of its parts declares entities, which no workbook needs; {advice}", advice=SAVE_AGAIN)
            raise Unsafe(reason) from None
    return [*(str(warning.message) for warning in caught_warnings), *doubts]


def _read_package(file: BytesIO, package: Package, output: ReadStream) -> list[Fact]:
    from openpyxl.reader.excel import ExcelReader

    from workbench.workbooks.comments_xml import CommentsXml, people_in
    from workbench.workbooks.sheet_xml import Book, NumberReading, SheetXml
    from workbench.workbooks.styles_xml import formats_in

    reader = ExcelReader(file, keep_links=False)
    reader.archive = package
    reader.read_manifest()
    reader.read_workbook()
    output.about(_properties(package), _names(reader))
    relations: Any = reader.parser.rels
    formats = formats_in(package, relations.values())
    output.styles(
        [
            (cell_format.number_format, cell_format.bold, cell_format.indent, cell_format.struck)
            for cell_format in formats
        ]
    )
    readings = {
        str(number): NumberReading(number, cell_format.is_date, cell_format.is_duration)
        for number, cell_format in enumerate(formats)
    }
    book = Book(_shared_texts(reader, package), readings, reader.wb.epoch)
    doubts: list[Fact] = []
    sheets = _worksheets(reader, package, doubts)
    people = people_in(package, relations.values())
    output.total = sum(package.getinfo(part).file_size for _, _, part in sheets)
    for name, state, part in sheets:
        output.sheet(name, state)
        sheet = SheetXml(name, book, output, doubts)
        with package.open(part) as stream:
            sheet.read(stream)
        if comments := CommentsXml(package, part, people).read():
            output.comments(comments)
        output.end(sheet.merged, sheet.hidden_rows, sorted(sheet.hidden_columns), sheet.blank_formulas)
    return doubts


def _properties(package: Package) -> list[str]:
    """Return the texts of the document properties."""
    if PROPERTIES not in package or package.getinfo(PROPERTIES).file_size > LARGEST_PROPERTIES:
        return []
    return [text.decode("utf-8", "replace") for text in PROPERTY_TEXT.findall(package.read(PROPERTIES))]


def _names(reader: "ExcelReader") -> list[tuple[str, str]]:
    """Return each defined name with what it refers to."""
    parser: Any = reader.parser
    return [(str(defined.name), str(defined.attr_text)) for defined in parser.defined_names.definedName]


def _shared_texts(reader: "ExcelReader", package: Package) -> list[str]:
    from openpyxl.xml.constants import SHARED_STRINGS

    from workbench.workbooks.sheet_xml import texts_in

    part: Any = reader.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
    if part is None:
        return []
    with package.open(part.PartName[1:]) as stream:
        return texts_in(stream)


def _worksheets(reader: "ExcelReader", package: Package, doubts: list[Fact]) -> list[tuple[str, str, str]]:
    """Return name, state and part of each sheet of cells; those listed but missing are added to ``doubts``."""
    worksheets = []
    for sheet in reader.parser.sheets:
        relation = reader.parser.rels.get(sheet.id)
        if relation is None or relation.target not in package:
            doubts.append(fact("sheet-has-no-cells", sheet=str(sheet.name)))
        elif "chartsheet" not in relation.Type:
            worksheets.append((sheet.name, str(sheet.state), relation.target))
    return worksheets
