"""The tables of format 1 in its last minor format: such files are still read, but never written."""

from workbench.store.schema import Tables

TABLES_OF_1: Tables = {
    "project": (
        "key TEXT PRIMARY KEY",
        "value TEXT NOT NULL",
    ),
    "period": (
        "id TEXT PRIMARY KEY",
        "first_day TEXT",
        "last_day TEXT NOT NULL",
        "label TEXT NOT NULL",
    ),
    "statement": (
        "id TEXT PRIMARY KEY",
        "kind TEXT NOT NULL",
        "title TEXT NOT NULL",
    ),
    "statement_period": (
        "statement TEXT NOT NULL REFERENCES statement",
        "period TEXT NOT NULL REFERENCES period",
        "reconciled INTEGER NOT NULL",
        "PRIMARY KEY (statement, period)",
    ),
    "line": (
        "id TEXT PRIMARY KEY",
        "statement TEXT NOT NULL REFERENCES statement",
        "caption TEXT NOT NULL",
        "section TEXT NOT NULL",
        "role TEXT NOT NULL",
        "unit TEXT NOT NULL",
        "decimals INTEGER NOT NULL",
        "meaning TEXT",
        "also_called TEXT NOT NULL",
    ),
    "total": (
        "line TEXT PRIMARY KEY REFERENCES line",
        "evidence TEXT NOT NULL",
        "partial INTEGER NOT NULL",
    ),
    "part": (
        "total TEXT NOT NULL REFERENCES total",
        "line TEXT NOT NULL REFERENCES line",
        "weight INTEGER NOT NULL",
    ),
    "ratio": (
        "line TEXT NOT NULL REFERENCES line",
        "numerator TEXT NOT NULL REFERENCES line",
        "denominator TEXT NOT NULL REFERENCES line",
        "factor TEXT NOT NULL",
        "evidence TEXT NOT NULL",
    ),
    "figure": (
        "line TEXT NOT NULL REFERENCES line",
        "period TEXT NOT NULL REFERENCES period",
        "amount TEXT",
        "PRIMARY KEY (line, period)",
    ),
    "unknown_figure": (
        "line TEXT NOT NULL REFERENCES line",
        "period TEXT NOT NULL REFERENCES period",
    ),
    "adjustment": (
        "id TEXT PRIMARY KEY",
        "name TEXT NOT NULL",
        "note TEXT NOT NULL",
        "standard_from TEXT NOT NULL",
        "standard_to TEXT NOT NULL",
        "nature TEXT NOT NULL",
        "enabled INTEGER NOT NULL",
    ),
    "entry": (
        "adjustment TEXT NOT NULL REFERENCES adjustment",
        "line TEXT NOT NULL REFERENCES line",
        "period TEXT NOT NULL REFERENCES period",
        "amount TEXT NOT NULL",
        "PRIMARY KEY (adjustment, line, period)",
    ),
    "covered": (
        "adjustment TEXT NOT NULL REFERENCES adjustment",
        "statement TEXT NOT NULL REFERENCES statement",
        "period TEXT NOT NULL REFERENCES period",
    ),
    "unknown_effect": (
        "adjustment TEXT NOT NULL REFERENCES adjustment",
        "line TEXT NOT NULL REFERENCES line",
        "period TEXT NOT NULL REFERENCES period",
    ),
    "source": (
        "name TEXT PRIMARY KEY",
        "sha256 TEXT NOT NULL",
        "size INTEGER NOT NULL",
        "sheets TEXT NOT NULL",
    ),
    "stated": (
        "line TEXT NOT NULL REFERENCES line",
        "period TEXT NOT NULL REFERENCES period",
        "says TEXT NOT NULL",
        "of TEXT NOT NULL",
        "amount TEXT",
        "file TEXT NOT NULL",
        "sheet TEXT NOT NULL",
        "cell TEXT NOT NULL",
        "raw TEXT NOT NULL",
        "formula TEXT",
        "evaluated INTEGER NOT NULL",
        "is_primary INTEGER NOT NULL",
    ),
    "restated": (
        "file TEXT NOT NULL",
        "sheet TEXT NOT NULL",
        "cell TEXT NOT NULL",
        "reason TEXT NOT NULL",
    ),
    "finding": (
        "number INTEGER PRIMARY KEY",
        "check_name TEXT NOT NULL",
        "status TEXT NOT NULL",
        "message TEXT NOT NULL",
        "difference TEXT",
    ),
    "finding_place": (
        "finding INTEGER NOT NULL REFERENCES finding",
        "file TEXT NOT NULL",
        "sheet TEXT NOT NULL",
        "cell TEXT NOT NULL",
    ),
    "cells_used": (
        "file TEXT NOT NULL",
        "sheet TEXT NOT NULL",
        "use TEXT NOT NULL",
        "reason TEXT NOT NULL",
        "areas TEXT NOT NULL",
        "count INTEGER NOT NULL",
    ),
    "guess": (
        "step TEXT NOT NULL",
        "subject TEXT NOT NULL",
        "taken_for TEXT NOT NULL",
        "evidence TEXT NOT NULL",
        "rivals TEXT NOT NULL",
        "file TEXT",
        "sheet TEXT",
        "cell TEXT",
    ),
    "share_scale": (
        "statement TEXT PRIMARY KEY REFERENCES statement",
        "scale INTEGER NOT NULL",
    ),
    "shown_decimals": (
        "line TEXT PRIMARY KEY REFERENCES line",
        "decimals INTEGER NOT NULL",
    ),
    "slack": (
        "stated INTEGER PRIMARY KEY",
        "amount TEXT NOT NULL",
    ),
    "source_folder": (
        "source TEXT PRIMARY KEY REFERENCES source",
        "folder TEXT NOT NULL",
    ),
}
LAST_MINOR_OF_1 = 3
SINCE_MINOR_OF_1 = {"cells_used": 1, "guess": 1, "share_scale": 2, "shown_decimals": 2, "slack": 2, "source_folder": 3}
"""The minor format that added a table, which files of earlier formats lack."""
FINGERPRINTS_OF_1 = ("fingerprint", "fingerprint_1.1", "fingerprint_1.2", "fingerprint_1.3")
"""The keys of the fingerprints over the tables that each minor format added."""
TRUE_OR_FALSE = frozenset(("reconciled", "partial", "enabled", "evaluated", "is_primary"))
"""The columns that its fingerprints hashed as true or false, not as 1 or 0."""
