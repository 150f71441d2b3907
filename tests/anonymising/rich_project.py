"""A project with something in every field that it may have: what an anonymized copy must not let through."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from tests.appendices import read_by_author, with_texts
from tests.remarks import with_remarks
from tests.reviews import with_review
from workbench.commands import (
    AcceptChecks,
    AnyCommand,
    DescribeAdjustment,
    EditFigures,
    KeepScenario,
    RenameLine,
    WriteNote,
    WriteText,
)
from workbench.domain.adjustments import Adjustment, BroughtForward, Computed, Origin, Readiness, Returned
from workbench.domain.appendix import Acceptance, AppendixText, TextKind
from workbench.domain.comments import Comment, CommentId, Reply
from workbench.domain.comparatives import Comparative
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.facts import fact, remark
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.frameworks import Framework
from workbench.domain.ids import AdjustmentId, KindId, LineId
from workbench.domain.import_layouts import ImportLayout
from workbench.domain.maps import Map
from workbench.domain.open_items import OpenItem, OpenItemId, OpenItemStatus
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.subjects import PROJECT, FigureSubject
from workbench.domain.thresholds import ShareOfFigure, ThresholdKind
from workbench.domain.workings import WorkedCell, Working
from workbench.session import Session

AT = datetime(2024, 3, 5, 9, 30, tzinfo=UTC)
WORKED = WorkedCell(LineId("financing_income"), PeriodId("2023-01-01/2023-06-30"))
WORKING = Working("=2,254,620+379", Decimal(2_254_999))
COMMENT = Comment(
    CommentId("91"), PROJECT, "Ask Goldman about 5,551,212", "Li Na", AT, (Reply("Called", "Zhang Wei", AT),)
)
OPEN_ITEM = OpenItem(
    OpenItemId("77"),
    "Confirmation of Ping An Bank over 6,543,210",
    "Maria Kowalska",
    AT,
    "Wang Fang",
    Decimal("6543210"),
    OpenItemStatus.ANSWERED,
    "Sent by courier",
)
OVERALL = ShareOfFigure(Decimal("0.5"), LineId("financing_income"), PeriodId("2023-01-01/2023-06-30"))
NOTE = (
    "Employees of Shanghai Qiyu received awards. {{ effect(\"Share-based\", net_income, H1 2023) | gain }}, after a "
    "gain of RMB49,337 thousand; see {{ as_reported(\"Other services fees\" in \"Platform services\", H1 2023) }}, "
    "{{ result(equity, 30 Jun 2023) }}, {{ as_reported(\"Jupiter balance\", H1 2023) }} and {{ wrongly(written }}. "
    "The auditor, Maria Kowalska, agreed RMB123.4 million and 7654 contracts with 上海奇步天下 on 30.06.2023 (ASC 718)."
)  # fmt: skip
RICH_TEXTS = {
    TextKind.BASIS: "Prepared in Hongqiao. Income was {{ as_reported(financing_income, H1 2023) }}, and assets were "
    "RMB43,402,113 thousand.",
    TextKind.ASSURANCE: "By Zhonghui Partners of Xiamen.",
}
COMMANDS: tuple[AnyCommand, ...] = (
    WriteText(TextKind.PROCEDURES, AppendixText("", is_left_out=True)),
    AcceptChecks(
        PROJECT, (Acceptance(CheckId("footing"), remark("Qifu does not foot by 12"), "as Zhao says", "Zhao Lei", AT),)
    ),
    RenameLine("financing_income", "Interest of the Zhongguancun branch"),
    DescribeAdjustment(
        AdjustmentId("share_based_compensation"),
        ("ASC 718", "IFRS 2 as Deloitte reads it"),
        NOTE,
        Readiness.DRAFT,
        KindId("share_based_payments"),
    ),
    WriteNote("Prepared for the Hongqiao review; equity of {{ result(total_equity, 30 Jun 2023) }}"),
    KeepScenario("Before the Xiamen audit", frozenset({"share_based_compensation"})),
    EditFigures({("financing_income", "2023-01-01/2023-06-30"): Decimal(2_254_999)}),
)


def rich(project: Project) -> Project:
    """Return the reference case after steps by two people, with a remark on everything, as if rolled forward."""
    session = Session(read_by_author(with_texts(with_review(with_remarks(project)), RICH_TEXTS)), by="Zhang Wei")
    for command in COMMANDS:
        session.execute(command)
    project = session.project
    first, *others = project.adjustments
    cell = CellRef("returned-by-KPMG.xlsx", "Reviewed", "C12")
    origins: tuple[Origin, ...] = (
        Computed("Leases of Guangzhou", ("row Alpha 481",), "=PMT(Rate!B3;'Huangpu lease'!C4;981223)", "a" * 64),
        Returned("returned-by-KPMG.xlsx", cell),
        BroughtForward("fy2022-Qifu.recon", "2022-12-31", tuple(first.entries)[:1]),
    )
    statement = project.statements[0]
    period = statement.periods[0]
    subject = FigureSubject("gone_statement", "former_line", period, FigureRole.ADJUSTMENT, "former_difference")
    return replace(
        project,
        frameworks=project.frameworks._replace(target=Framework("Group manual 2019", "Manual", "Restated (Manual)")),
        adjustments=(_with_origins(first, origins), *others),
        restated=Map({project.source_figures[0].cell: "superseded by the 6-K/A of Qifu"}),
        import_findings=(
            *project.import_findings,
            Finding(
                CheckId("one-entity"),
                FindingStatus.WARNING,
                remark("Files of Qifu Technology and 360 DigiTech, 4,711 apart"),
                Decimal("4711"),
                (CellRef("qifu-h1-2023.xlsx", "IS", "F10"),),
            ),
            Finding(
                CheckId("x"), FindingStatus.INFORMATION, fact("sheet-is-hidden", sheet="Salaries"), subject=subject
            ),
        ),
        completeness=Map(
            {
                (KindId("leases"), period): Consideration(
                    Conclusion.BELOW_THRESHOLD, "Two cars of the Pudong office", "Zhang Wei", AT, Decimal("81234")
                ),
                (KindId("own_kind"), period): Consideration(Conclusion.NIL, "none", "Jo", AT, is_carried=True),
            }
        ),
        comparatives=Map({(statement.id, period): Comparative("fy2022-Qifu.recon", "restated after the SEC letter")}),
        comments=project.comments.with_items(
            {
                CommentId("91"): Comment(
                    CommentId("91"),
                    PROJECT,
                    "Ask Goldman about 5,551,212",
                    "Li Na",
                    AT,
                    (Reply("Done", "Zhang Wei", AT),),
                )
            }
        ),
        open_items=project.open_items.with_items({OPEN_ITEM.id: OPEN_ITEM}),
        thresholds=project.thresholds.with_items({ThresholdKind.OVERALL: OVERALL}),
        workings=Map({WORKED: WORKING}),
        layouts=Map({"b" * 64: ImportLayout("qifu-h1-2023.xlsx", "IS", AT, '[{"about": "row", "row": 3}]')}),
    )


def _with_origins(adjustment: Adjustment, origins: tuple[Origin, ...]) -> Adjustment:
    """Return a difference whose first entries come from these origins, with memos, references and a group."""
    changes = {
        key: replace(entry, memo="Paid by Zhejiang bank", reference="JV-2023/0417", origin=origin)
        for (key, entry), origin in zip(adjustment.entries.items(), origins, strict=False)
    }
    return adjustment.with_entries(changes).with_attributes(group="Group of Tencent", kind="own_kind")
