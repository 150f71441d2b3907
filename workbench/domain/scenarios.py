"""Scenarios: sets of switches that have a name."""

from workbench.domain.ids import AdjustmentId
from workbench.domain.maps import Map

Scenarios = Map[str, frozenset[AdjustmentId]]
"""The differences that are on in each scenario, by its name."""
