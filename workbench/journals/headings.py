"""The words that head the columns of journals, in English and Chinese."""

import re
from collections.abc import Iterable, Mapping
from enum import Enum, auto
from functools import lru_cache

from workbench.importing.language.chinese import simplify
from workbench.importing.language.frameworks import MARK, mark_frameworks
from workbench.importing.language.period_text import is_only_a_period, words_in
from workbench.importing.language.vocabulary import TEXTS_REMEMBERED, currencies_in, is_only_a_unit, scale_in


class Part(Enum):
    """What a column holds. ``LINE``: the line of a statement; ``ACCOUNT``: what the books call it.

    ``ENTRY``: the number of an entry; ``ID``: its id in a project, which the table of its entries lists.
    """

    LINE = auto()
    ACCOUNT = auto()
    CODE = auto()
    SECTION = auto()
    STATEMENT = auto()
    DEBIT = auto()
    CREDIT = auto()
    AMOUNT = auto()
    SIDE = auto()
    PERIOD = auto()
    DIFFERENCE = auto()
    ENTRY = auto()
    ID = auto()
    CURRENCY = auto()
    REFERENCE = auto()
    MEMO = auto()
    KIND = auto()
    BROUGHT_FORWARD = auto()


HEADINGS: Mapping[Part, str] = {
    Part.SIDE: "dr cr, d c, dc, dr or cr, debit credit, side, 借贷, 方向, 借贷方向, 借贷标志",
    Part.BROUGHT_FORWARD: "brought forward, brought forward to, bring forward to, carried forward to, b f, b f to, "
    "bf to, c f to, 结转, 结转至, 结转到",
    Part.DEBIT: "debit, debits, dr, 借, 借方, 借方金额, 借方发生额, 本币借方",
    Part.CREDIT: "credit, credits, cr, 贷, 贷方, 贷方金额, 贷方发生额, 本币贷方",
    Part.CODE: "account code, account no, account number, account id, a c, a c no, gl code, gl account, "
    "gl account no, ledger code, code, 科目编码, 科目代码, 科目编号, 编码, 代码, 账号",
    Part.LINE: "line, lines, line item, line items, line name, line id, caption, fs line, fs line item, fs caption, "
    "fsli, statement line, financial statement line, financial statement line item, 项目, 项目名称, 报表项目, 报表行",
    Part.ACCOUNT: "account, accounts, account name, account title, account description, account text, "
    "gl account name, ledger account, particulars, item, 科目, 科目名称, 会计科目, 账户, 账户名称",
    Part.SECTION: "section, subsection, group, caption group, class, classification, category, 类别, 部分, 分类",
    Part.STATEMENT: "statement, statements, financial statement, primary statement, fs, 报表, 报表名称, 财务报表",
    Part.KIND: "kind, kind of leg, leg kind, type, type of leg, 类型, 性质",
    Part.ID: "entry id, 分录 id, 分录id",
    Part.ENTRY: "entry, entry no, entry number, journal, journal no, journal number, journal id, "
    "journal entry, je, je no, jv, jv no, voucher, voucher no, voucher number, document, document no, "
    "document number, doc no, no, nr, number, id, #, 分录, 分录号, 分录编号, 凭证, 凭证号, 凭证字号, "
    "凭证编号, 序号, 编号",
    Part.DIFFERENCE: "difference, differences, difference name, adjustment, adjustments, adjustment name, "
    "gaap difference, gaap adjustment, ifrs adjustment, topic, 差异, 差异名称, 差异项目, "
    "差异事项, 调整, 调整事项, 调整项目",
    Part.PERIOD: "period, periods, accounting period, reporting period, date, posting date, document date, "
    "value date, effective date, period end, period ended, period ending, as of, as at, year, fiscal year, fy, "
    "quarter, 期间, 会计期间, 报告期间, 日期, 记账日期, 入账日期, 凭证日期",
    Part.AMOUNT: "amount, amounts, value, effect, effects, impact, adjustment amount, amount of adjustment, 金额, "
    "影响, 影响金额, 调整金额, 发生额",
    Part.CURRENCY: "currency, currencies, currency code, curr, ccy, crcy, 币种, 币别, 货币",
    Part.REFERENCE: "ref, refs, ref no, reference, references, reference no, working paper, working paper ref, w p, "
    "w p ref, support, evidence, 参考, 依据, 索引, 索引号, 底稿, 底稿索引",
    Part.MEMO: "text, texts, description, line description, header text, memo, narrative, narration, comment, "
    "comments, remark, remarks, explanation, details, note, notes, 摘要, 说明, 备注, 附注",
}  # fmt: skip
"""Without case, punctuation, and what stands in brackets."""
PART_OF = {heading.strip(): part for part, headings in HEADINGS.items() for heading in headings.split(",")}
MONEY = (Part.DEBIT, Part.CREDIT, Part.AMOUNT)
OF_JOURNALS = frozenset((Part.DIFFERENCE, Part.PERIOD))
"""Columns that journals have, and statements do not."""
BEGINNINGS = {"debit": Part.DEBIT, "dr": Part.DEBIT, "credit": Part.CREDIT, "cr": Part.CREDIT, "amount": Part.AMOUNT}
"""Words behind which a heading may name a unit: ``Debit RMB'000``."""
LESS_TELLING_DATES = frozenset(("date", "document date", "value date", "日期", "凭证日期"))
YEARS = frozenset(("year", "fiscal year", "fy"))
LONGEST_HEADING = 48
IN_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")

NUMBERS = frozenset(("no", "nr", "number", "id", "#", "序号", "编号"))
"""Headings of numbers, which may be those of entries or of rows."""
SUM = re.compile(
    r"(?:grand |sub-?)?totals?(?: of (?:the )?(?:entry|journal))?(?: (?:entry|journal|debits?|credits?|amounts?))*|"
    r"sums?|(?:本页|凭证|分录|借方|贷方)?(?:合计|总计|小计|总额)",
    re.IGNORECASE,
)


def heads_sum(text: str) -> bool:
    """True for ``Total`` and ``合计`` before the sum of a journal's columns."""
    return bool(SUM.fullmatch(simplify(text.strip(" :："))))


@lru_cache(maxsize=TEXTS_REMEMBERED)
def part_headed(text: str) -> Part | None:
    """Return what a column of this heading holds; a period heads amounts. None if the heading is not understood."""
    if not text.strip() or len(text) > LONGEST_HEADING:
        return None
    if is_only_a_period(text) and words_in(text).year:
        return Part.AMOUNT
    plain = _plain(text)
    if part := PART_OF.get(plain):
        return part
    if PART_OF.get(_plain(mark_frameworks(text).replace(MARK, " "))) is Part.DIFFERENCE:
        return Part.DIFFERENCE
    return BEGINNINGS.get(plain.partition(" ")[0]) if currencies_in(text) or scale_in(text) else None


def parts_headed(headings: Iterable[str]) -> list[Part | None]:
    """Return what each column of a row of headings holds.

    A unit alone heads the amounts of a journal that has no others; in a statement it says little.
    """
    headings = list(headings)
    parts = [part_headed(text) for text in headings]
    if not set(MONEY).isdisjoint(parts) or OF_JOURNALS.isdisjoint(parts):
        return parts
    return [part or (Part.AMOUNT if is_only_a_unit(text) else None) for part, text in zip(parts, headings, strict=True)]


def may_number_rows(heading: str) -> bool:
    """True for ``No.``, which may head the numbers of entries or of rows."""
    return _plain(heading) in NUMBERS


def rank_of_period(heading: str) -> int:
    """Return how well a column tells the period of an entry: a posting date better than others, a year alone worst."""
    plain = _plain(heading)
    return (plain in LESS_TELLING_DATES) + 2 * (plain in YEARS)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w#]|_", " ", simplify(IN_BRACKETS.sub(" ", text)).casefold()).split())
