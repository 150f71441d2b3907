"""The program's answer of one state as JSON text and as what a reader of JSON makes of it."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from workbench.domain.findings import Finding
from workbench.engine import Results
from workbench.exporting.figures_json import Json, write_figures_json, write_json


def json_of(results: Results, findings: Iterable[Finding] = ()) -> str:
    pieces: list[str] = []
    write_figures_json(results, findings, 0, pieces.append)
    return "".join(pieces)


def answer_of(results: Results, findings: Iterable[Finding] = ()) -> Any:
    """Return the JSON as objects, every number an exact decimal."""
    return json.loads(json_of(results, findings), parse_float=Decimal, parse_int=Decimal)


def text_of(value: Json) -> str:
    pieces: list[str] = []
    write_json(value, pieces.append)
    return "".join(pieces)
