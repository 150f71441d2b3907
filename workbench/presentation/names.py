"""The names of statements, by kind."""

from typing import NamedTuple

from workbench.domain.statements import StatementKind


class _Names(NamedTuple):
    """``short``: for the tab of a sheet. ``table``: for one table of a source, before it is part of a statement."""

    full: str
    short: str
    table: str


_NAMES = {
    StatementKind.OPERATIONS: _Names("Operations", "IS", "Statement of operations"),
    StatementKind.FINANCIAL_POSITION: _Names("Financial position", "BS", "Statement of financial position"),
    StatementKind.CASH_FLOWS: _Names("Cash flows", "CF", "Statement of cash flows"),
    StatementKind.COMPREHENSIVE_INCOME: _Names("Comprehensive income", "OCI", "Statement of comprehensive income"),
    StatementKind.CHANGES_IN_EQUITY: _Names("Changes in equity", "Equity", "Statement of changes in equity"),
    StatementKind.NON_GAAP: _Names("Non-GAAP", "Non-GAAP", "Non-GAAP measures"),
    StatementKind.NET_INCOME_BRIDGE: _Names("Net income bridge", "Net income", "Bridge of net income"),
    StatementKind.EQUITY_BRIDGE: _Names("Equity bridge", "Equity bridge", "Bridge of equity"),
    StatementKind.OTHER: _Names("Other", "Other", "Another table"),
}


def name_of_statement(kind: StatementKind) -> str:
    """Return ``Financial position``."""
    return _NAMES[kind].full


def short_name_of_statement(kind: StatementKind) -> str:
    """Return a name short enough for the tab of a sheet beside a period: ``BS``."""
    return _NAMES[kind].short


def name_of_table(kind: StatementKind) -> str:
    """Return the name of one table of a source: ``Statement of financial position``."""
    return _NAMES[kind].table
