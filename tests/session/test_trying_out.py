"""What the user is still writing is shown, but is no step, and is not saved."""

from decimal import Decimal

import pytest

from tests.published import ADJUSTMENTS, H1_2023
from workbench.commands import EditEntries, RemoveAdjustment, SwitchAdjustment
from workbench.errors import WorkbenchError
from workbench.session import Change, Session
from workbench.session.session import Way

CELL = ("financing_income", H1_2023)


def test_what_is_tried_out_is_shown_but_is_no_step(qifu: Session) -> None:
    before, changes = qifu.project, list[Change]()
    qifu.subscribe(changes.append)
    qifu.try_out(EditEntries(ADJUSTMENTS[0], {CELL: Decimal(5)}))
    assert qifu.project.adjustments[0].effects[CELL] == 5
    assert qifu.results.effect(ADJUSTMENTS[0], "net_income", H1_2023) != 25217
    assert (qifu.settled, qifu.is_saved, qifu.history) == (before, True, ())
    assert qifu.settled_results.effect(ADJUSTMENTS[0], "net_income", H1_2023) == 25217
    qifu.try_out(None)
    assert qifu.project is before
    assert [change.way for change in changes] == [Way.TRIED, Way.TRIED]
    qifu.try_out(None)
    assert len(changes) == 2


def test_a_step_meanwhile_keeps_what_is_tried_out(qifu: Session) -> None:
    qifu.try_out(EditEntries(ADJUSTMENTS[0], {CELL: Decimal(5)}))
    qifu.execute(SwitchAdjustment(ADJUSTMENTS[1], on=False))
    assert qifu.project.adjustments[0].effects[CELL] == 5
    assert CELL not in qifu.settled.adjustments[0].effects
    qifu.undo()
    assert qifu.project.adjustments[0].effects[CELL] == 5
    assert qifu.project.is_complete
    qifu.execute(RemoveAdjustment(ADJUSTMENTS[0]))  # it no longer fits
    assert qifu.project is qifu.settled
    qifu.undo()
    assert qifu.project is qifu.settled


def test_doing_what_was_tried_out_ends_the_trial(qifu: Session) -> None:
    command = EditEntries(ADJUSTMENTS[0], {CELL: Decimal(5)})
    qifu.try_out(command)
    qifu.execute(command)
    assert qifu.project is qifu.settled
    assert qifu.project.adjustments[0].effects[CELL] == 5


def test_what_cannot_be_tried_out_changes_nothing(qifu: Session) -> None:
    qifu.try_out(EditEntries(ADJUSTMENTS[0], {CELL: Decimal(5)}))
    shown = qifu.project
    with pytest.raises(WorkbenchError, match="is a total"):
        qifu.try_out(EditEntries(ADJUSTMENTS[0], {("net_income", H1_2023): Decimal(5)}))
    assert qifu.project is shown
