"""What a workbook says outside its tables: entity, currency, scale, frameworks, notes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from workbench.domain.periods import ends_a_month
from workbench.importing.language.catalogue import catalogue_line_of
from workbench.importing.language.chinese import WordPattern, simplify
from workbench.importing.language.frameworks import frameworks_in, names_a_basis
from workbench.importing.language.period_text import MONTH, MONTH_NUMBERS, MONTHS_OF_A_YEAR, words_in
from workbench.importing.language.vocabulary import (
    currencies_in,
    is_only_a_unit,
    is_unit_line,
    kind_in,
    normalise,
    scale_in,
)
from workbench.importing.sheets.corrections import Correction, SetCurrency, SetEntity, SetScale
from workbench.importing.sheets.detected import SheetReport
from workbench.importing.sheets.headings import states_no_report
from workbench.importing.sheets.tables import heading_lines
from workbench.workbooks import CellKind, Sheet, SheetCell, SourceWorkbook, format_date

ENTITY_KEYS = frozenset(
    {
        "entity",
        "company",
        "client",
        "client name",
        "name of company",
        "issuer",
        "registrant",
        "reporting entity",
        "company name",
        "entity name",
    }
    | {"entity registrant name", "公司", "公司名称", "编制单位", "报告主体"}
)
FRAMEWORK_KEYS = frozenset({"framework", "frameworks", "reconciliation", "direction", "准则", "会计准则"})
CURRENCY_KEYS = frozenset({"currency", "reporting currency", "presentation currency", "币种", "货币", "列报货币"})
SCALE_KEYS = frozenset({"scale", "unit", "units", "amounts in", "rounding", "单位", "金额单位"})
LONGEST_COVER = 120
"""A sheet of more rows than this is not a cover."""
LONGEST_HEADING = 80
"""Longer texts (in characters) are prose: no label of a name or of a year end."""
FIRST_ROWS = 8
"""In so many first rows of a sheet labels such as ``Company:`` are looked for."""
CURRENCY_LABEL = re.compile(
    r"^\W*(?:(?:reporting|presentation|functional) )?currency\s*[:：]|^\W*币种\s*[:：]", re.IGNORECASE
)
LENGTH = re.compile(r"year|months|weeks|\bfye\b|\by/?e\b|年|个月|個月", re.IGNORECASE)
YEAR_END = re.compile(
    r"(?:\b(?:(?:fiscal|financial) )?year[- ]?ends?|\bfye|\by/e|\bye)(?: in| on| date)?\s*[:|-]?\s+(?:the )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -])?(?P<month>{MONTH})\b|"
    rf"\b(?P<month_before>{MONTH})\s+(?:year[- ]?end|y/?e|fye)\b",
    re.IGNORECASE,
)
"""``Fiscal year ends in September``."""
YEAR_END_IN_DIGITS = re.compile(
    r"\b(?:year[- ]?end(?:s|ed|ing)?|fye|y/?e)\s*[:|-]?\s+(?P<day>\d{1,2}/\d{1,2})(?![/\d])", re.I
)
YEAR_END_LABEL = re.compile(
    r"^\W*(?:(?:latest|last) )?(?:(?:fiscal|financial) )?year[- ]?end(?:s|ed|ing)?(?: date)?\W*$|^\W*fye\W*$", re.I
)
"""What stands beside the days on which years end."""
NO_NAME = re.compile(
    r"appendix|reconcil|continued|statements?\b|notes? to|unaudited|adjustments?|differences?|sheet\d*|"
    r"breakdown|\bkey (?:financial|figure|data|ratio|metric)|\bmodel\b|summary|quarterly|annual|figures|financials?$|"
    r"accounts?$|historical|actuals?|forecast|budget|"
    r"operating results|^(?:ordinary )?(?:income|expenses?|revenues?)\W*$|\brecord$|highlights|^table\b|\bbasis$|"
    r"^(?:prepared|reviewed|approved|checked)\b|^version\b|"
    r"registration|^(?:the )?(?:group|company)$|^(?:year end|period|date|report|client|currency|units?)\b.{0,12}$|"
    r"profit (?:&|and) loss|financial results|financial information of|\breport$|^item \d|^quarters?$|"
    r"^source\W*$|^source\s*[:：]|^company code\b|"
    r"^(?:note \d|calculation of|summari[sz]ed group|definitions?\b|for the|#)|condensed interim|^currency\b|"
    r"^(?:year|period)s? (?:to|ended)$|^line ?_?item$|"
    r"附录|调节|附注|准则|差异|续|单位\W|负责人|法定代表|会计机构|主要(?:财务|会计)|财务(?:摘要|概[览要]|比率|指标|预测)|业绩|摘录|"
    r"^\W*(?:\d+\W+)?(?:母公司|合并|综合)\W*$|^(项目|(line )?items?|description|caption)$|"
    r"(assets|liabilities|equity)\W*$|^\W*$",
    re.IGNORECASE,
)
"""Texts that are not a company's name, beside those that name a framework or a standard."""
LABEL = WordPattern(
    r"^\s*(?:(?:name of )?(?:the )?(?:reporting )?(?:company|entity|issuer|registrant|client|business)(?: name)?|"
    r"编制单位|核算单位|公司名称|公司|单位名称|企业名称)\s*[:：]\s*",
)
"""What stands before a name and is not part of it."""
COMPANY = re.compile(
    r"\b(inc|limited|ltd|corp|corporation|plc|company|co|group|holdings?|n\.v|s\.a|ag|se|llc|gmbh|nv|sa|ab|asa|oyj|spa|pte|pty|bhd|lp|llp|trust|bancorp|bank)\b|"
    r"公司|集团|集團|控股",
    re.IGNORECASE,
)
NAME_BEFORE_A_TITLE = re.compile(
    r"(?P<name>.{2,60}?(?:\b(?:inc|ltd|limited|plc|corp|corporation|gmbh|ag|llc|group|holdings)\b\.?|公司|集团|集團))"
    r"[\s,:|–—-]*(?=\b(?:consolidated|condensed|unaudited|summary|selected|statements? of|income|balance|cash flows?|"
    r"profit|years? |for the|as at|as of|fy ?\d)|合并|利润表|资产负债表|现金流量表)",
    re.IGNORECASE,
)
"""``Harbour Ltd Income Statement``."""
NAME_BEHIND_A_TITLE = re.compile(
    r"^[\w ]*(?:statements?|sheets?|flows?|accounts?) (?:of|for) "
    r"(?P<name>[A-Z].{2,60}\b(?:inc|ltd|limited|plc|corp|gmbh|ag|llc)\b\.?)$",
    re.IGNORECASE,
)


@dataclass
class Cover:
    """What a cover sheet says, or the user in its place; empty where neither says it.

    ``sheets``: the (file, sheet) of the covers. ``is_entity_corrected``, ``is_currency_corrected``: whether the user
    said it; ``corrected_scale``: the scale that the user said.
    """

    entity: str = ""
    currency: str = ""
    scale: int | None = None
    frameworks: tuple[str, ...] = ()
    sheets: set[tuple[str, str]] = field(default_factory=set)
    is_entity_corrected: bool = False
    is_currency_corrected: bool = False
    corrected_scale: int | None = None

    def corrected_by(self, corrections: Iterable[Correction]) -> "Cover":
        """Return the cover with what the user said of the whole import in place of what is written."""
        cover = self
        for correction in corrections:
            match correction:
                case SetEntity(name):
                    cover = replace(cover, entity=name, is_entity_corrected=True)
                case SetCurrency(code):
                    cover = replace(cover, currency=code, is_currency_corrected=True)
                case SetScale(scale, None):
                    cover = replace(cover, scale=scale, corrected_scale=scale)
        return cover


def cover_of(workbooks: Iterable[SourceWorkbook]) -> Cover:
    """Return what the key-and-value rows of short sheets say; the first answer to a question stands."""
    cover = Cover()
    for workbook in workbooks:
        for sheet in workbook.sheets:
            if len(sheet.rows) <= LONGEST_COVER:
                _take_sentences(cover, (workbook.name, sheet.name), sheet)
                cover.currency = cover.currency or _labelled_currency(sheet)
                for key, value in _keys_and_values(sheet):
                    _take_answer(cover, (workbook.name, sheet.name), normalise(key.text), value.text.strip())
    return cover


def _labelled_currency(sheet: Sheet) -> str:
    """Return the currency behind ``Currency:`` in a cell of the first rows; "" where none stands there."""
    texts = (cell.text for cells in list(sheet.rows.values())[:FIRST_ROWS] for cell in cells)
    named = (currencies_in(text) for text in texts if CURRENCY_LABEL.match(text))
    return next((codes[0] for codes in named if codes), "")


def _take_sentences(cover: Cover, key: tuple[str, str], sheet: Sheet) -> None:
    """Take ``All figures in thousands of euros`` from a sheet of words alone."""
    if any(cell.kind is CellKind.NUMBER for cell in sheet.cells):
        return
    for cells in sheet.rows.values():
        text = cells[0].text
        if len(cells) == 1 and is_unit_line(text):
            cover.scale = cover.scale or scale_in(text)
            cover.currency = cover.currency or next(iter(currencies_in(text)), "")
            cover.sheets.add(key)


def _keys_and_values(sheet: Sheet) -> list[tuple[SheetCell, SheetCell]]:
    """Return the cells of each row that holds two texts and nothing else."""
    return [
        (filled_cells[0], filled_cells[1])
        for cells in sheet.rows.values()
        if len(filled_cells := [cell for cell in cells if cell.text.strip()]) == 2
        and all(cell.kind is CellKind.TEXT for cell in filled_cells)
    ]


def _take_answer(cover: Cover, sheet: tuple[str, str], key: str, value: str) -> None:
    if key in ENTITY_KEYS:
        cover.entity = cover.entity or value
    elif key in CURRENCY_KEYS:
        cover.currency = cover.currency or next(iter(currencies_in(value)), value)
    elif key in SCALE_KEYS and scale_in(value):
        cover.scale = cover.scale or scale_in(value)
    elif key in FRAMEWORK_KEYS:
        cover.frameworks = cover.frameworks or frameworks_in(value)
    else:
        return
    cover.sheets.add(sheet)


def entity_in(reports: Iterable[SheetReport]) -> str:
    """Return the title line that names a company, or that most sheets share; "" where no title may be a name."""
    reports = tuple(reports)
    if labelled := next((name for report in reports for name in _labelled_names(report.sheet)), ""):
        return labelled
    votes: Counter[str] = Counter()
    for report in reports:
        captions = {normalise(row.caption) for table in report.tables for row in table.rows}
        votes.update(
            {
                text: 1
                for text in report.titles
                if not _tells_something_else(_without_remark(text)) and normalise(text) not in captions
            }
        )
    best = max(votes, key=lambda text: (_looks_like_a_company(text), votes[text]), default="")
    return _without_remark(best)


def company_of(report: SheetReport) -> str:
    """Return the company that the titles of a sheet certainly name; "" where no title is a company's name."""
    name = entity_in([report])
    return name if report.detected and _looks_like_a_company(name) else ""


def _labelled_names(sheet: Sheet) -> Iterator[str]:
    """Yield what stands behind ``Company:`` in a cell of the first rows of a sheet."""
    for cells in list(sheet.rows.values())[:FIRST_ROWS]:
        for cell in cells:
            for line in heading_lines(cell) if cell.kind is CellKind.TEXT else ():
                name = LABEL.remove_from(line).strip()
                if len(line) <= LONGEST_HEADING and name != line.strip() and re.search(r"[^\W\d_]{2,}", name):
                    yield name


def _tells_something_else(text: str) -> bool:
    if not re.search(r"[^\W\d_]{2,}", text) or states_no_report(text):
        return True
    says_else = (
        kind_in(text)
        or is_unit_line(text)
        or is_only_a_unit(text)
        or words_in(text).year
        or NO_NAME.search(simplify(text))
        or names_a_basis(text)
    )
    return bool(says_else) or catalogue_line_of(text) is not None


def _looks_like_a_company(text: str) -> bool:
    return bool(COMPANY.search(text))


def _without_remark(text: str) -> str:
    """Return the name in a title: ``Kappa Ltd - reconciliation`` and ``Company: Kappa Ltd`` are both Kappa Ltd."""
    text = LABEL.remove_from(text)
    if match := NAME_BEFORE_A_TITLE.match(simplify(text)) or NAME_BEHIND_A_TITLE.match(text):
        return text[match.start("name") : match.end("name")]
    name, *rest_of = re.split(r"\s[-–—:]\s|[,，] (?=recon)", text, maxsplit=1)
    rest = " ".join(rest_of)
    return name.strip() if rest and COMPANY.search(name) and (NO_NAME.search(rest) or names_a_basis(rest)) else text


def year_end_of(workbooks: Iterable[SourceWorkbook]) -> int | None:
    """Return the month in which the company's year ends: what most headings of whole years say; None: none does."""
    votes: Counter[int] = Counter()
    for workbook in workbooks:
        for sheet in workbook.sheets:
            for cell in sheet.cells:
                if cell.kind is CellKind.TEXT and len(cell.text) <= LONGEST_HEADING and LENGTH.search(cell.text):
                    if year_end := YEAR_END.search(cell.text):
                        return MONTH_NUMBERS[(year_end["month"] or year_end["month_before"]).lower()]
                    day_in_digits = YEAR_END_IN_DIGITS.search(cell.text)
                    if day_in_digits and (month := words_in(day_in_digits["day"]).month):
                        return month
                    words = words_in(cell.text)
                    if words.months == MONTHS_OF_A_YEAR and words.month and words.day:
                        votes[words.month] += 1
            votes.update(_ends_of_years(sheet))
    return votes.most_common(1)[0][0] if votes else None


def _ends_of_years(sheet: Sheet) -> Iterator[int]:
    """Yield the months in which years end: by days beside a label, and by days whose format shows only the year."""
    for cells in sheet.rows.values():
        days = [cell.value for cell in cells[1:] if isinstance(cell.value, date)]
        is_labelled = bool(days) and bool(YEAR_END_LABEL.match(cells[0].text))
        yield from (day.month for day in days if is_labelled)
        for cell in cells:
            day = cell.value
            if (
                isinstance(day, date)
                and format_date(cell.style.number_format, day) == f"{day.year}"
                and ends_a_month(day)
            ):
                yield day.month


def notes_of(reports: Iterable[SheetReport], names: Iterable[str]) -> tuple[dict[str, str], set[tuple[str, str]]]:
    """Return the note of each adjustment, by normalised name, and the sheets that hold notes.

    A note stands beside the adjustment's name, on a sheet without tables.
    """
    wanted = {normalise(name) for name in names}
    notes: dict[str, str] = {}
    sheets: set[tuple[str, str]] = set()
    for report in reports:
        if report.detected:
            continue
        for key, value in _keys_and_values(report.sheet):
            if normalise(key.text) in wanted:
                notes.setdefault(normalise(key.text), value.text.strip())
                sheets.add((report.file, report.sheet.name))
    return notes, sheets
