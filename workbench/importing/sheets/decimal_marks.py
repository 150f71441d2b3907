"""The decimal mark of amounts written as text: decided by column, with evidence."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.amount_text import COMMA, POINT, parse_amount
from workbench.domain.facts import Fact, fact
from workbench.workbooks import CellKind, Sheet, SourceWorkbook

ENOUGH_GROUPS = 3
"""With this many figures such as ``1.234``, exactly three decimals throughout are less likely than thousands."""


@dataclass(frozen=True, slots=True)
class DecimalMark:
    """The mark of one column. ``doubtful``: cells that could be read either way, or that contradict the others."""

    mark: str
    evidence: Fact
    doubtful: tuple[str, ...] = ()


BY_DEFAULT = DecimalMark(POINT, fact("nothing-says-otherwise"))


@dataclass
class _Votes:
    """What the texts of one column prove: cells by the mark they prove, and those that could have either."""

    proven: dict[str, list[str]]
    points_for_thousands: list[str]

    @property
    def winner(self) -> str | None:
        point, comma = len(self.proven[POINT]), len(self.proven[COMMA])
        return None if point == comma == 0 else POINT if point >= comma else COMMA


def decimal_marks(workbook: SourceWorkbook) -> dict[str, dict[int, DecimalMark]]:
    """Return the decimal mark by sheet and column, for the columns with amounts as text.

    A column without proof follows its sheet, and a sheet without proof its workbook.
    """
    votes_by_sheet = {sheet.name: _count_votes(sheet) for sheet in workbook.sheets}
    of_file = _prevailing_mark(column_votes for columns in votes_by_sheet.values() for column_votes in columns.values())
    marks: dict[str, dict[int, DecimalMark]] = {}
    for name, columns in votes_by_sheet.items():
        of_sheet = _prevailing_mark(columns.values()) or of_file
        marks[name] = {column: _decide_mark(column_votes, of_sheet) for column, column_votes in columns.items()}
    return marks


def _count_votes(sheet: Sheet) -> dict[int, _Votes]:
    columns: dict[int, _Votes] = {}
    for cell in sheet.cells:
        if cell.kind is not CellKind.TEXT:
            continue
        amount = parse_amount(cell.text)
        if amount is None or not ("." in amount.digits or "," in amount.digits):
            continue
        votes = columns.setdefault(cell.column, _Votes({POINT: [], COMMA: []}, []))
        if amount.is_ambiguous:
            if POINT in amount.digits:
                votes.points_for_thousands.append(cell.ref)
        elif amount.decimal_mark:
            votes.proven[amount.decimal_mark].append(cell.ref)
    return columns


def _prevailing_mark(columns: Iterable[_Votes]) -> str | None:
    count = Counter(dict.fromkeys((POINT, COMMA), 0))
    for votes in columns:
        count.update({mark: len(cells) for mark, cells in votes.proven.items()})
    return count.most_common(1)[0][0] if count.total() else None


def _decide_mark(votes: _Votes, of_sheet: str | None) -> DecimalMark:
    mark = votes.winner
    if mark:
        proof, against = votes.proven[mark], votes.proven[COMMA if mark == POINT else POINT]
        return DecimalMark(mark, fact("mark-proven", cell=proof[0], more=len(proof) - 1), tuple(against))
    if of_sheet:
        return DecimalMark(of_sheet, fact("as-elsewhere-in-file"))
    if not votes.points_for_thousands:
        return BY_DEFAULT
    if len(votes.points_for_thousands) >= ENOUGH_GROUPS:
        evidence = fact("digits-of-thousands", figures=len(votes.points_for_thousands))
        return DecimalMark(COMMA, evidence, tuple(votes.points_for_thousands))
    return DecimalMark(POINT, fact("too-few-figures"), tuple(votes.points_for_thousands))
