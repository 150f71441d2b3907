"""A made issuer with many differences over a long statement: columns that are hard to place, rows for three pages."""

from dataclasses import replace
from decimal import Decimal

from tests.projects import CLOSING, OPENING, project_of
from workbench.domain.project import Project

GROUPS, IN_A_GROUP = 14, 8
NAMES = (
    "Expected credit losses", "Effective interest rate", "Share-based compensation", "Financial guarantees", "Leases",
    "Convertible notes", "Preferred shares", "Equity investments", "Development costs", "Impairment", "Inventories",
    "Deferred tax on intragroup profit",
)  # fmt: skip


def made_project(number: int = 12, groups: int = GROUPS) -> Project:
    """Return a project of ``number`` differences, each line of which is affected by one of them."""
    figures: dict[str, tuple[Decimal, Decimal]] = {}
    totals: dict[str, tuple[tuple[str, int], ...]] = {}
    entries: dict[str, dict[tuple[str, str], Decimal]] = {f"difference_{place}": {} for place in range(number)}
    of_all: list[tuple[str, int]] = []
    amount = Decimal(1_234_567)
    for group in range(groups):
        parts = []
        sums = [Decimal(0), Decimal(0)]
        for item in range(IN_A_GROUP):
            line = f"item_{group}_{item}"
            pair = amount + 31 * group + item, amount - 17 * group + 3 * item
            figures[line] = pair
            sums = [total + part for total, part in zip(sums, pair, strict=True)]
            key = f"difference_{(group * IN_A_GROUP + item) % number}"
            entries[key][line, CLOSING] = Decimal(-100_000 - group - item)
            entries[key][line, OPENING] = Decimal(90_000 + group + item)
            parts.append((line, 1))
        figures[f"total_{group}"] = sums[0], sums[1]
        totals[f"total_{group}"] = tuple(parts)
        of_all.append((f"total_{group}", 1))
    whole = [sum((figures[line][place] for line, _ in of_all), Decimal(0)) for place in (0, 1)]
    figures["grand_total"] = whole[0], whole[1]
    totals["grand_total"] = tuple(of_all)
    project = project_of(figures, totals, entries)
    names = [NAMES[place % len(NAMES)] for place in range(number)]
    adjustments = zip(project.adjustments, names, strict=True)
    return replace(
        project, adjustments=tuple(known.with_attributes(name=name, note=f"On {name}.") for known, name in adjustments)
    )
