"""Requests that name files: a seeded part of those that ``sweep requests`` makes."""

import os
import random
from pathlib import Path

import pytest

from tests.conftest import Workbench
from tests.requests_of_files import REQUESTS, Request, prepared, seen, wrong_on_disk

SOME = sorted(random.Random(11).sample(REQUESTS, 24), key=lambda request: request.name)


@pytest.mark.parametrize("request_made", SOME, ids=lambda request: request.name)
def test_a_request_is_answered_and_leaves_what_it_should(
    request_made: Request, workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKBENCH_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("DISPLAY", raising=False)
    prepared(request_made, tmp_path)
    before = seen(tmp_path)
    outcome = workbench(*(os.fsdecode(argument) for argument in request_made.arguments))
    assert outcome.status == request_made.status
    assert request_made.said in outcome.errors + outcome.output
    assert wrong_on_disk(request_made, before, seen(tmp_path)) == []
