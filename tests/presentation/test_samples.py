"""Every sample: what is to do until publication can be said, and what its switches move is explained to the unit."""

from pathlib import Path

from tests.exporting.books import books, session_of
from tests.presentation.test_explained_change import faults
from workbench.commands import SwitchAdjustment
from workbench.phrases import ENGLISH
from workbench.presentation.closing import number_to_do, to_do
from workbench.presentation.closing_text import text_of
from workbench.presentation.explained_change import explain_change


def test_every_sample_has_its_list_and_explains_its_switches(tmp_path: Path) -> None:
    counts = []
    for path in books(tmp_path):
        session = session_of(path)
        items = to_do(session.project, session.project.import_findings)
        assert len(text_of(items, ENGLISH)) == len(items) + len({item.kind for item in items})
        counts.append(number_to_do(items))
        for adjustment in session.project.adjustments[:2]:
            session.execute(SwitchAdjustment(adjustment.id, on=False))
        change = explain_change(session.snapshots(0, session.steps_done))
        assert faults(change) == []
        assert [cause.altered and cause.altered.attribute for cause in change.causes] == ["switch"] * session.steps_done
    assert counts[:5] == [10, 8, 14, 13, 13]
