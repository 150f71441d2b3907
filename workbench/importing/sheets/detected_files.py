"""Reads what the sheets of all files state from their cells, stage by stage; each sheet is laid out once.

Cover → numbers → where tables and lists are, and what their columns state if only a cover names a currency →
the company's currency → what the sheets state. Columns are read again only if they were read as translations into
what turns out to be the company's own currency.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from workbench.domain.facts import Told
from workbench.domain.frameworks import Framework, Frameworks
from workbench.errors import ImportRefused
from workbench.importing.language.frameworks import are_compatible, assumed_frameworks, shared_frameworks
from workbench.importing.language.period_text import DECEMBER
from workbench.importing.language.vocabulary import BARE_DOLLAR
from workbench.importing.sheets.corrections import WHOLE_IMPORT, Corrections, SetTotalParts, SheetKey
from workbench.importing.sheets.corrections_by_subject import CorrectionsBySubject
from workbench.importing.sheets.cover import Cover, cover_of, entity_in, year_end_of
from workbench.importing.sheets.cross_table_rules import (
    leave_out_hidden_drafts,
    leave_out_other_frameworks,
    leave_out_separate_accounts,
)
from workbench.importing.sheets.detect import detect
from workbench.importing.sheets.detected import Detected, DetectedEntryList, ImportContext, SheetReport, Tabular
from workbench.importing.sheets.edgar import edgar_head
from workbench.importing.sheets.laying_out import LaidOutSheet, lay_out
from workbench.importing.sheets.readings import Readings
from workbench.importing.sheets.reporting_currency import (
    are_translations_into,
    find_currency,
    resolve_bare_dollar,
    sign_of_several,
)
from workbench.importing.sheets.review_workbook_refusal import refuse_review_workbook
from workbench.phrases import Phrase, phrase
from workbench.progress import Progress
from workbench.workbooks import SourceWorkbook

BOTH_ENDS = 2
MOST_COVER_SHEETS = 8
"""How many of the first sheets are searched for one headed like those of an EDGAR report."""


class DetectedFiles(NamedTuple):
    """What the sheets of all files show, before anything is combined.

    ``laid_out`` and ``reports``: the sheets of each file, by its name. ``bare_sign``: the only sign of the currency,
    where it may stand for several (a dollar, ``¥``); "" if the currency is named. ``year_end``: the month in which
    the company's year ends; None if nothing says it.
    """

    workbooks: tuple[SourceWorkbook, ...]
    cover: Cover
    year_end: int | None
    readings: dict[str, Readings]
    laid_out: dict[str, list[LaidOutSheet]]
    reports: dict[str, list[SheetReport]]
    currency: str
    bare_sign: Told

    @property
    def total_corrections(self) -> dict[SheetKey, tuple[SetTotalParts, ...]]:
        """The user's corrections of totals, by file and sheet."""
        laid_out = (sheet for sheets in self.laid_out.values() for sheet in sheets)
        return {(sheet.report.file, sheet.report.sheet.name): sheet.corrections.totals for sheet in laid_out}

    @property
    def all_reports(self) -> list[SheetReport]:
        return [report for reports in self.reports.values() for report in reports]

    @property
    def parts(self) -> list[Detected]:
        """Every table, bridge and list, in reading order."""
        return [part for report in self.all_reports for part in report.detected]

    @property
    def scale(self) -> int | None:
        """The units of amounts: the user's, else of unit lines over most rows, else the cover's; None: not stated."""
        return self.cover.corrected_scale or find_scale(self.parts, self.cover)

    @property
    def entity(self) -> str:
        """The company that the cover names, else the titles; "" if neither does."""
        return self.cover.entity or entity_in(self.all_reports)

    @property
    def frameworks(self) -> Frameworks:
        """Those between which tables reconcile, by the names that tables or the cover give; else those assumed."""
        of_cover = self.cover.frameworks
        pairs = [part.frameworks for part in self.parts if isinstance(part, Tabular) and part.frameworks]
        if len(of_cover) == BOTH_ENDS:
            named_on_cover = Frameworks(*map(Framework, of_cover))
            pairs += [named_on_cover] if not pairs or are_compatible(pairs[0], named_on_cover) else []
        return shared_frameworks(pairs) if pairs else assumed_frameworks()

    @property
    def are_frameworks_named(self) -> bool:
        """False where no table and no cover says what the figures are reported under."""
        return len(self.cover.frameworks) == BOTH_ENDS or any(
            isinstance(part, Tabular) and part.frameworks for part in self.parts
        )

    @property
    def as_read(self) -> Cover:
        """The entity, currency and scale that the files state, regardless of the user's corrections."""
        cover, currency = cover_of(self.workbooks), self.currency
        if self.cover.is_currency_corrected:
            laid_out = [sheet for sheets in self.laid_out.values() for sheet in sheets]
            parts = [part for sheet in laid_out for part in sheet.parts_stated_with(cover.currency)]
            _, currency = _find_currency(parts, cover)
        return replace(
            cover,
            entity=cover.entity or entity_in(self.all_reports),
            currency=currency,
            scale=find_scale(self.parts, cover),
        )


def detect_files(workbooks: Sequence[SourceWorkbook], corrections: Corrections, progress: Progress) -> DetectedFiles:
    """Return what the sheets of ``workbooks`` show. Raises ImportRefused for a file given twice or one of our own."""
    _refuse_repeated_names(workbooks)
    for workbook in workbooks:
        refuse_review_workbook(workbook)
    cover = cover_of(workbooks).corrected_by(corrections.get(WHOLE_IMPORT, ()))
    year_end = year_end_of(workbooks)
    readings: dict[str, Readings] = {}
    laid_out: dict[str, list[LaidOutSheet]] = {}
    for workbook in workbooks:
        is_edgar = any(edgar_head(sheet) for sheet in workbook.sheets[:MOST_COVER_SHEETS])
        context = ImportContext(cover.currency, year_end or DECEMBER, is_edgar)
        corrections_of = {
            sheet.name: CorrectionsBySubject.of(corrections.get((workbook.name, sheet.name), ()))
            for sheet in workbook.sheets
        }
        marks_of = {name: sheet_corrections.decimal_marks for name, sheet_corrections in corrections_of.items()}
        workbook_readings = readings[workbook.name] = Readings(workbook, marks_of)
        laid_out[workbook.name] = []
        for number, sheet in enumerate(workbook.sheets):
            looking = phrase("Finding tables on sheet '{sheet}'", sheet=sheet.name)
            progress.step(number, len(workbook.sheets), looking)
            sheet_laid_out = lay_out(
                workbook.name, sheet, workbook_readings, context, corrections_of[sheet.name], progress
            )
            laid_out[workbook.name].append(sheet_laid_out)
    all_laid_out = [sheet for sheets in laid_out.values() for sheet in sheets]
    read_alone = [part for sheet in all_laid_out for part in sheet.parts_stated]
    named, currency = _find_currency(read_alone, cover)
    # columns in the company's own currency were read as translations while it was unknown: read them again
    currency_to_read_with = currency if are_translations_into(currency, read_alone) else None
    reports = {file: [detect(sheet, currency_to_read_with) for sheet in sheets] for file, sheets in laid_out.items()}
    all_reports = [report for reports_of_file in reports.values() for report in reports_of_file]
    leave_out_hidden_drafts(all_reports)
    leave_out_separate_accounts(all_reports)
    leave_out_other_frameworks(all_reports)
    files = DetectedFiles(tuple(workbooks), cover, year_end, readings, laid_out, reports, currency, bare_sign="")
    if cover.is_currency_corrected:
        return files
    sign = sign_of_several(files.parts, workbooks, named, currency, is_on_cover=bool(cover.currency))
    return files._replace(bare_sign=sign)


def _find_currency(parts: Sequence[Detected], cover: Cover) -> tuple[str, str]:
    """Return the currency as named, which may be a bare dollar sign, and the currency that this represents."""
    named = cover.currency or find_currency(parts)
    return named, resolve_bare_dollar(parts) if named == BARE_DOLLAR else named


def find_scale(parts: Iterable[Detected], cover: Cover) -> int | None:
    """Return the scale that unit lines name over most rows, the finer of equals; else the cover's or None."""
    parts = tuple(parts)
    rows: Counter[int] = Counter()
    for part in [part for part in parts if isinstance(part, Tabular)] or parts:
        if part.scale:
            rows[part.scale] += len(part.entries if isinstance(part, DetectedEntryList) else part.rows)
    return min(rows, key=lambda scale: (-rows[scale], scale), default=cover.scale)


def why_given_twice(name: str) -> Phrase:
    """Return the refusal of a second workbook called ``name``: sources are identified by name."""
    return phrase("{file} is given twice. Give each file once, and rename files that share a name.", file=name)


def _refuse_repeated_names(workbooks: Sequence[SourceWorkbook]) -> None:
    for name, times in Counter(workbook.name for workbook in workbooks).items():
        if times > 1:
            raise ImportRefused(why_given_twice(name))
