"""What reviewers leave, as JSON."""

import json
from decimal import Decimal
from typing import Any

from tests.published import ECL, H1_2023
from tests.reviews import AT, answered, item, left, reference, tick
from workbench.commands import (
    AddCrossReference,
    AddOpenItem,
    AddTick,
    AddUncorrected,
    KeepSign,
    SetThreshold,
)
from workbench.domain.subjects import PROJECT, AdjustmentSubject
from workbench.domain.thresholds import FixedThreshold, ShareOfFigure, ShareOfOverall, ThresholdKind
from workbench.exporting.figures_json import write_figures_json
from workbench.session import Session

SUBJECT = AdjustmentSubject(ECL)


def written(session: Session) -> Any:
    pieces: list[str] = []
    write_figures_json(session.results, (), 0, pieces.append)
    return json.loads("".join(pieces), parse_float=Decimal)


def test_json_says_what_reviewers_left(qifu: Session) -> None:
    for command in (
        KeepSign("TB", "trial balance"),
        AddTick(tick(SUBJECT, "TB", is_everywhere=True)),
        AddCrossReference(reference(SUBJECT)),
        AddCrossReference(reference(SUBJECT, PROJECT, "2")),
        AddOpenItem(item(SUBJECT)),
        AddOpenItem(answered()),
        AddUncorrected(left(H1_2023)),
        SetThreshold(ThresholdKind.OVERALL, ShareOfFigure(Decimal("0.5"), "net_income", H1_2023)),
        SetThreshold(ThresholdKind.TRIVIAL, ShareOfOverall(Decimal(5))),
    ):
        qifu.execute(command)
    said, at, key = written(qifu), AT.isoformat(), SUBJECT.key
    assert said["signs"][-1] == {"sign": "TB", "meaning": "trial balance", "own": True}
    assert said["ticks"] == [
        {
            "id": "1",
            "sign": "TB",
            "meaning": "trial balance",
            "subject": key,
            "everywhere": True,
            "by": "Li Na",
            "at": at,
        }
    ]
    common = {"subject": key, "remark": "see there", "by": "Li Na", "at": at}
    assert said["cross_references"] == [
        {"id": "1", "leads_to": None, "working_paper": "B-12", **common},
        {"id": "2", "leads_to": "project", "working_paper": None, **common},
    ]
    first, second = said["open_items"]
    assert first == {
        "number": "1",
        "subject": key,
        "text": "Which rate?",
        "from": "Li Na",
        "to": "Zhang Wei",
        "amount": Decimal("1250.5"),
        "status": "open",
        "answer": None,
        "at": at,
    }
    assert (second["status"], second["answer"], second["amount"]) == ("answered", "I do", None)
    assert said["uncorrected"] == [
        {
            "number": "1",
            "text": "Accrual of rent",
            "period": H1_2023,
            "profit": -120,
            "equity": None,
            "reason": "below 1% of profit",
            "by": "Li Na",
            "at": at,
        }
    ]
    income = qifu.results.with_all_on().figure("net_income", H1_2023)
    assert income is not None
    overall = income * Decimal("0.005")
    assert said["thresholds"] == {
        "overall": {"amount": overall, "percent": Decimal("0.5"), "of": {"line": "net_income", "period": H1_2023}},
        "performance": None,
        "trivial": {"amount": overall * Decimal("0.05"), "percent": 5, "of": "overall"},
    }
    qifu.execute(SetThreshold(ThresholdKind.OVERALL, FixedThreshold(Decimal(7))))
    assert written(qifu)["thresholds"]["overall"] == {"amount": 7, "percent": None, "of": None}
