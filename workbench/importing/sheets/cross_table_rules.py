"""Tables that exclude others: drafts on hidden sheets, the company alone beside its group, other frameworks."""

from collections.abc import Iterable

from workbench.domain.facts import Fact, fact
from workbench.importing.language.chinese import WordPattern
from workbench.importing.language.frameworks import are_compatible
from workbench.importing.sheets.detected import Detected, Doubt, SheetReport, Tabular
from workbench.importing.sheets.marks import USE_OF, Mark, shared_mark
from workbench.importing.sheets.tables import have_most_lines_of

CONSOLIDATED = WordPattern(r"\bconsolidated\b|\bgroup\b|合并|综合")
SEPARATE = WordPattern(
    r"\bstand[- ]?alone\b|\bunconsolidated\b|\bseparate\b|\bparent(?: company)?\b|\bcompany (?:only|alone)\b|"
    r"\bthe company'?s?$|母公司|本公司"
)
"""Words in titles and tabs for the statements of a company without its subsidiaries."""


def leave_out_hidden_drafts(reports: Iterable[SheetReport]) -> None:
    """Drop tables of hidden sheets that visible sheets also show, with a doubt: a draft must not contradict them."""
    reports = tuple(reports)
    visible = [table for report in reports if report.sheet.state == "visible" for table in report.tables]
    for report in reports:
        if report.sheet.state == "visible":
            continue
        for table in report.tables:
            if any(_is_draft_of(table, other) for other in visible):
                report.detected.remove(table)
                doubt = fact("hidden-table-repeats", table=str(table.area))
                _ignore(report, table, fact("hidden-and-shown"), doubt)


def leave_out_separate_accounts(reports: Iterable[SheetReport]) -> None:
    """Drop the statements of the parent company alone if those of its group are present, with a doubt."""
    reports = tuple(reports)
    of_group = [part for report in reports for part in report.detected if not _is_separate(part)]
    for report in reports:
        for part in [part for part in report.detected if _is_separate(part)]:
            consolidated = [other for other in of_group if other.kind is part.kind and _is_consolidated(other)]
            if any(set(part.periods) & set(other.periods) for other in consolidated):
                report.detected.remove(part)
                doubt = fact("table-of-company-alone", table=str(part.area))
                _ignore(report, part, fact("of-company-alone"), doubt)


def leave_out_other_frameworks(reports: Iterable[SheetReport]) -> None:
    """Drop the tables that lead between other frameworks than those with most figures, with a doubt."""
    reports = tuple(reports)
    tables = [table for report in reports for table in report.tables if table.frameworks]
    sizes = {
        table.frameworks: sum(
            sum(1 for _ in other.cells)
            for other in tables
            if table.frameworks and other.frameworks and are_compatible(table.frameworks, other.frameworks)
        )
        for table in tables
        if table.frameworks
    }
    if len(sizes) < 2:
        return
    kept = max(sizes, key=lambda frameworks: sizes[frameworks])
    for report in reports:
        for table in report.tables:
            if table.frameworks and not are_compatible(table.frameworks, kept):
                report.detected.remove(table)
                source, target = (framework.name for framework in table.frameworks)
                doubt = fact("table-of-other-frameworks", table=str(table.area), source=source, target=target)
                _ignore(report, table, fact("between-other-frameworks", source=source, target=target), doubt)


def _is_separate(part: Detected) -> bool:
    names = (part.title, part.sheet.name)
    return any(SEPARATE.search(name) for name in names) and not _is_consolidated(part)


def _is_consolidated(part: Detected) -> bool:
    return any(CONSOLIDATED.search(name) for name in (part.title, part.sheet.name))


def _is_draft_of(table: Tabular, other: Tabular) -> bool:
    is_same_statement = table.kind is other.kind and table.is_reconciliation == other.is_reconciliation
    return is_same_statement and set(table.periods) <= set(other.periods) and have_most_lines_of(table.rows, other.rows)


def _ignore(report: SheetReport, part: Detected, why: Fact, doubt: Fact) -> None:
    for cell in part.cells:
        report.marks[cell.row, cell.column] = shared_mark(Mark.IGNORED, USE_OF[Mark.IGNORED], why)
    report.doubts.append(Doubt(doubt, (part.area.first,)))
