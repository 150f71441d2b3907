"""A Chinese issuer's reconciliation: two differences over a statement of operations and a balance sheet."""

from pathlib import Path

from tests.importing.small_books import Rows, workbook

HEADS: list[object] = ["人民币千元", "按美国公认会计准则列报", "租赁", "以股份为基础的薪酬", "按国际财务报告准则列报"]
OPERATIONS: Rows = [
    ["海港科技有限公司"],
    ["合并利润表调节表"],
    ["截至2023年6月30日止六个月"],
    HEADS,
    ["营业收入", 5_000, None, None, 5_000],
    ["营业成本", -3_100, 40, None, -3_060],
    ["毛利", 1_900, 40, None, 1_940],
    ["研发费用", -400, None, -25, -425],
    ["财务费用", None, -55, None, -55],
    ["营业利润", 1_500, -15, -25, 1_460],
    ["所得税费用", -300, 4, None, -296],
    ["净利润", 1_200, -11, -25, 1_164],
]
POSITION: Rows = [
    ["海港科技有限公司"],
    ["合并资产负债表调节表"],
    ["2023年6月30日"],
    HEADS,
    ["现金及现金等价物", 2_000, None, None, 2_000],
    ["使用权资产", 700, -60, None, 640],
    ["递延所得税资产", None, 15, None, 15],
    ["资产总计", 2_700, -45, None, 2_655],
    ["租赁负债", 650, 20, None, 670],
    ["负债合计", 650, 20, None, 670],
    ["资本公积", 1_000, None, 90, 1_090],
    ["未分配利润", 1_050, -65, -90, 895],
    ["股东权益合计", 2_050, -65, 0, 1_985],
    ["负债和股东权益总计", 2_700, -45, None, 2_655],
]


def chinese_book(folder: Path) -> Path:
    return workbook(folder, {"利润表": OPERATIONS, "资产负债表": POSITION})
