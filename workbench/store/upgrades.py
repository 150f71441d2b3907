"""Bringing the rows of an older project file up to date: one small function for each change of the format."""

import json
from collections.abc import Callable
from typing import Any

from workbench.codec import encode
from workbench.domain.adjustments import KIND_OF_CONCEPT, TYPED, FromSource, LegKind, Origin, entry_id
from workbench.domain.facts import Told, remark
from workbench.domain.frameworks import Frameworks
from workbench.domain.sources import CellRef
from workbench.domain.statements import Concept
from workbench.domain.subjects import PROJECT
from workbench.store.schema import SINCE_MINOR

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
"""The rows of every table, by its name."""
Upgrade = Callable[[Rows], Rows]
UPGRADES: list[tuple[tuple[int, int], Upgrade]] = []
"""The upgrades with the format, major and minor, that each leads to, in order."""
CHECKS_OF_1 = {"one entity": "one-entity", "source files": "source-files"}
STAGES_OF_1 = {"difference": "adjustment", "meaning": "concept"}
ROLES_OF_1 = {"as reported": "as-reported"}
"""The names in format 1 of what now has another key."""


def since(major: int, minor: int) -> Callable[[Upgrade], Upgrade]:
    """Register the upgrade to a format from the one before it."""

    def register(upgrade: Upgrade) -> Upgrade:
        UPGRADES.append(((major, minor), upgrade))
        return upgrade

    return register


def upgrade_rows(rows: Rows, major: int, minor: int) -> Rows:
    """Return the rows of a file of an older format in the current one."""
    for version, upgrade in UPGRADES:
        if version > (major, minor):
            rows = upgrade(rows)
    return rows


@since(1, 1)
def add_the_import_report(rows: Rows) -> Rows:
    return {**rows, "cells_used": [], "guess": []}


@since(1, 2)
def add_how_figures_were_stored(rows: Rows) -> Rows:
    return {**rows, "share_scale": [], "shown_decimals": [], "slack": []}


@since(1, 3)
def add_the_folders_of_sources(rows: Rows) -> Rows:
    return {**rows, "source_folder": []}


@since(2, 0)
def keep_facts_and_journal_entries(rows: Rows) -> Rows:
    """Turn sentences into remarks and amounts by cell into entries of one leg; there was no trail."""
    share_scales: dict[str, int] = dict(rows["share_scale"])
    shown_decimals: dict[str, int] = dict(rows["shown_decimals"])
    slacks: dict[int, str] = dict(rows["slack"])
    folders: dict[str, str] = dict(rows["source_folder"])
    entries, legs = _entries(rows)
    return {
        **{table: rows[table] for table in ("project", "period", "statement_period", "part", "figure")},
        **{table: rows[table] for table in ("unknown_figure", "adjustment", "unknown_effect", "restated")},
        "finding_place": rows["finding_place"],
        "statement": [(*row, share_scales.get(row[0], 1)) for row in rows["statement"]],
        "line": [(*row, shown_decimals.get(row[0])) for row in rows["line"]],
        "total": [(line, _as_remark(evidence), partial) for line, evidence, partial in rows["total"]],
        "ratio": [(*ratio, _as_remark(evidence)) for *ratio, evidence in rows["ratio"]],
        "entry": entries,
        "leg": legs,
        "stated_for": rows["covered"],
        "source": [(*row, folders.get(row[0], "")) for row in rows["source"]],
        "source_figure": [
            (line, period, ROLES_OF_1.get(role, role), *rest, slacks.get(number, "0"))
            for number, (line, period, role, *rest) in enumerate(rows["stated"])
        ],
        "finding": [
            (number, CHECKS_OF_1.get(check, check), status, _as_remark(message), difference, PROJECT.key)
            for number, check, status, message, difference in rows["finding"]
        ],
        "cells_used": [(*cells, _as_remark(why), areas, size) for *cells, why, areas, size in rows["cells_used"]],
        "inference": [_inference(*row) for row in rows["guess"]],
        "step": [],
        "alteration": [],
    }


@since(2, 1)
def add_what_frameworks_and_lines_are_called(rows: Rows) -> Rows:
    """Leave natures unknown: every import recorded a measurement, and no user could change that."""
    return {**rows, "framework": [(end, "", "") for end in Frameworks._fields], "target_caption": [], "nature_said": []}


@since(2, 2)
def add_how_far_differences_are_and_what_was_concluded(rows: Rows) -> Rows:
    """Leave every difference ready, as an import does; nobody had concluded anything about kinds of differences."""
    return {**rows, "adjustment_detail": [], "consideration": [], "concept_said": [], "kind_altered": []}


@since(2, 3)
def add_what_a_closing_needs(rows: Rows) -> Rows:
    """Nothing had been rolled forward, noted on the whole, shown, said or named yet."""
    return {**rows, **{table: [] for table, minor in SINCE_MINOR.items() if minor == 3}}


@since(2, 4)
def add_workings(rows: Rows) -> Rows:
    """Only what arithmetic comes to was kept."""
    return {**rows, "working": []}


@since(2, 5)
def add_what_reviewers_leave(rows: Rows) -> Rows:
    """Nobody had ticked anything, raised an open item or set a threshold yet."""
    return {**rows, **{table: [] for table, minor in SINCE_MINOR.items() if minor == 5}}


@since(2, 6)
def add_what_the_appendix_needs(rows: Rows) -> Rows:
    """Nobody had written its texts or accepted a failing check yet."""
    return {**rows, **{table: [] for table, minor in SINCE_MINOR.items() if minor == 6}}


def _as_remark(sentence: str) -> str:
    """Return a stored sentence as a remark; an empty one stays empty."""
    return encode(remark(sentence) if sentence else "", Told)


def _inference(stage: str, subject: str, taken_for: str, evidence: str, rivals: str, *where: str | None) -> Row:
    alternatives = encode(tuple(remark(rival) for rival in json.loads(rivals)), tuple[Told, ...])
    told = (_as_remark(text) for text in (subject, taken_for, evidence))
    return (STAGES_OF_1.get(stage, stage), *told, alternatives, *where)


def _entries(rows: Rows) -> tuple[list[Row], list[Row]]:
    """Return an entry of one leg for each amount; it is from a source if a cell states it for that line and period."""
    cells: dict[tuple[str, str, str], CellRef] = {}
    for line, period, role, adjustment, _, file, sheet, cell, *_ in rows["stated"]:
        if role in ("adjustment", "entry"):
            cells.setdefault((adjustment, line, period), CellRef(file, sheet, cell))
    kinds = {row[0]: _kind_of_line(row[7]) for row in rows["line"]}
    natures = {row[0]: row[5] for row in rows["adjustment"]}
    entries: list[Row] = []
    legs: list[Row] = []
    for adjustment, line, period, amount in rows["entry"]:
        cell = cells.get((adjustment, line, period))
        origin: Origin = FromSource(cell) if cell else TYPED
        key = entry_id(line, period)
        entries.append((adjustment, key, "", "", encode(origin, Origin)))
        legs.append((adjustment, key, line, period, amount, kinds.get(line) or natures[adjustment]))
    return entries, legs


def _kind_of_line(concept: str | None) -> LegKind | None:
    try:
        return KIND_OF_CONCEPT.get(Concept(concept)) if concept else None
    except ValueError:  # reported when the line itself is read
        return None
