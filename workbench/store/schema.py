"""The tables of a project file. Amounts are decimal text, periods ISO 8601; order is the order of rows."""

APPLICATION_ID = 0x5265636E
"""The mark of this program's databases: the letters "Recn"."""
MAJOR, MINOR = 2, 6
"""The format. Additions of a newer minor format are not understood: such a file opens, but is not overwritten. A file
of a newer major format is refused; earlier ones are upgraded when they are read (``upgrades.py``)."""
MINORS_PER_MAJOR = 1000
VERSION = MAJOR * MINORS_PER_MAJOR + MINOR
PROJECT_KEYS = ("entity", "framework_from", "framework_to", "currency", "scale")
"""The keys of the project table."""
FINGERPRINT = "fingerprint"
"""The key, beside these, of the hash over the tables of format 2.0. A newer minor format keeps it, for programs that
know these alone, and adds one over the tables that it adds, whose key begins with the same word."""
FINGERPRINTS = (
    FINGERPRINT,
    *("fingerprint_2.1", "fingerprint_2.2", "fingerprint_2.3", "fingerprint_2.4", "fingerprint_2.5", "fingerprint_2.6"),
)
"""The keys of the fingerprints over the tables that each minor format added."""

Tables = dict[str, tuple[str, ...]]

TABLES: Tables = {
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
        "share_scale INTEGER NOT NULL",
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
        "concept TEXT",
        "aliases TEXT NOT NULL",
        "shown_decimals INTEGER",
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
        "entry_id TEXT NOT NULL",
        "memo TEXT NOT NULL",
        "reference TEXT NOT NULL",
        "origin TEXT NOT NULL",
        "PRIMARY KEY (adjustment, entry_id)",
    ),
    "leg": (
        "adjustment TEXT NOT NULL REFERENCES adjustment",
        "entry_id TEXT NOT NULL",
        "line TEXT NOT NULL REFERENCES line",
        "period TEXT NOT NULL REFERENCES period",
        "amount TEXT NOT NULL",
        "leg_kind TEXT NOT NULL",
    ),
    "stated_for": (
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
        "folder TEXT NOT NULL",
    ),
    "source_figure": (
        "line TEXT NOT NULL REFERENCES line",
        "period TEXT NOT NULL REFERENCES period",
        "figure_role TEXT NOT NULL",
        "adjustment_or_currency TEXT NOT NULL",
        "amount TEXT",
        "file TEXT NOT NULL",
        "sheet TEXT NOT NULL",
        "cell TEXT NOT NULL",
        "raw TEXT NOT NULL",
        "formula TEXT",
        "is_evaluated INTEGER NOT NULL",
        "is_primary INTEGER NOT NULL",
        "slack TEXT NOT NULL",
    ),
    "restated": (
        "file TEXT NOT NULL",
        "sheet TEXT NOT NULL",
        "cell TEXT NOT NULL",
        "reason TEXT NOT NULL",
    ),
    "finding": (
        "number INTEGER PRIMARY KEY",
        "check_key TEXT NOT NULL",
        "status TEXT NOT NULL",
        "fact TEXT NOT NULL",
        "difference TEXT",
        "about TEXT NOT NULL",
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
        "why TEXT NOT NULL",
        "areas TEXT NOT NULL",
        "count INTEGER NOT NULL",
    ),
    "inference": (
        "stage TEXT NOT NULL",
        "inferred_from TEXT NOT NULL",
        "taken_for TEXT NOT NULL",
        "evidence TEXT NOT NULL",
        "alternatives TEXT NOT NULL",
        "file TEXT",
        "sheet TEXT",
        "cell TEXT",
    ),
    "step": (
        "number INTEGER PRIMARY KEY",
        "done_at TEXT NOT NULL",
        "done_by TEXT NOT NULL",
        "fact TEXT NOT NULL",
    ),
    "alteration": (
        "step INTEGER NOT NULL REFERENCES step",
        "about TEXT NOT NULL",
        "attribute TEXT NOT NULL",
        "name TEXT NOT NULL",
        "old TEXT",
        "new TEXT",
        "reason TEXT NOT NULL",
    ),
    "framework": (
        "which_end TEXT PRIMARY KEY",
        "short_name TEXT NOT NULL",
        "heading TEXT NOT NULL",
    ),
    "target_caption": (
        "line TEXT PRIMARY KEY REFERENCES line",
        "caption TEXT NOT NULL",
    ),
    "nature_said": (
        "adjustment TEXT PRIMARY KEY REFERENCES adjustment",
        "nature TEXT NOT NULL",
    ),
    "adjustment_detail": (
        "adjustment TEXT PRIMARY KEY REFERENCES adjustment",
        "readiness TEXT NOT NULL",
        "difference_kind TEXT NOT NULL",
        "group_name TEXT NOT NULL",
    ),
    "consideration": (
        "difference_kind TEXT NOT NULL",
        "period TEXT NOT NULL REFERENCES period",
        "conclusion TEXT NOT NULL",
        "amount TEXT",
        "reason TEXT NOT NULL",
        "done_by TEXT NOT NULL",
        "done_at TEXT NOT NULL",
        "PRIMARY KEY (difference_kind, period)",
    ),
    "concept_said": (
        "line TEXT PRIMARY KEY REFERENCES line",
        "concept TEXT NOT NULL",
    ),
    "kind_altered": (
        "step INTEGER NOT NULL REFERENCES step",
        "place INTEGER NOT NULL",
        "difference_kind TEXT NOT NULL",
        "period TEXT NOT NULL",
        "PRIMARY KEY (step, place)",
    ),
    "comparative": (
        "statement TEXT NOT NULL REFERENCES statement",
        "period TEXT NOT NULL REFERENCES period",
        "held_by TEXT NOT NULL",
        "unlocked TEXT NOT NULL",
        "PRIMARY KEY (statement, period)",
    ),
    "brought_forward": (
        "adjustment TEXT NOT NULL REFERENCES adjustment",
        "entry_id TEXT NOT NULL",
        "file TEXT NOT NULL",
        "period TEXT NOT NULL",
        "entries TEXT NOT NULL",
        "PRIMARY KEY (adjustment, entry_id)",
    ),
    "carried_consideration": (
        "difference_kind TEXT NOT NULL",
        "period TEXT NOT NULL REFERENCES period",
        "PRIMARY KEY (difference_kind, period)",
    ),
    "reconciliation_note": ("note TEXT NOT NULL",),
    "evidence": (
        "evidence_id TEXT PRIMARY KEY",
        "about TEXT NOT NULL",
        "evidence_kind TEXT NOT NULL",
        "content TEXT NOT NULL",
        "done_by TEXT NOT NULL",
        "done_at TEXT NOT NULL",
        "caption TEXT NOT NULL",
        "pages TEXT NOT NULL",
        "sha256 TEXT NOT NULL",
    ),
    "comment": (
        "comment_id TEXT PRIMARY KEY",
        "about TEXT NOT NULL",
        "comment_text TEXT NOT NULL",
        "done_by TEXT NOT NULL",
        "done_at TEXT NOT NULL",
        "is_open INTEGER NOT NULL",
    ),
    "reply": (
        "comment_id TEXT NOT NULL REFERENCES comment",
        "comment_text TEXT NOT NULL",
        "done_by TEXT NOT NULL",
        "done_at TEXT NOT NULL",
    ),
    "scenario": ("name TEXT PRIMARY KEY",),
    "scenario_switch": (
        "name TEXT NOT NULL REFERENCES scenario",
        "adjustment TEXT NOT NULL REFERENCES adjustment",
        "PRIMARY KEY (name, adjustment)",
    ),
    "layout": (
        "layout_fingerprint TEXT PRIMARY KEY",
        "file TEXT NOT NULL",
        "sheet TEXT NOT NULL",
        "done_at TEXT NOT NULL",
        "corrections TEXT NOT NULL",
    ),
    "subject_altered": (
        "step INTEGER NOT NULL REFERENCES step",
        "place INTEGER NOT NULL",
        "subject TEXT NOT NULL",
        "PRIMARY KEY (step, place)",
    ),
    "working": (
        "line TEXT NOT NULL",
        "period TEXT NOT NULL",
        "adjustment TEXT NOT NULL",
        "typed TEXT NOT NULL",
        "amount TEXT NOT NULL",
        "PRIMARY KEY (line, period, adjustment)",
    ),
    "own_sign": (
        "sign TEXT PRIMARY KEY",
        "meaning TEXT NOT NULL",
    ),
    "tick": (
        "tick_id TEXT PRIMARY KEY",
        "sign TEXT NOT NULL",
        "about TEXT NOT NULL",
        "done_by TEXT NOT NULL",
        "done_at TEXT NOT NULL",
        "is_everywhere INTEGER NOT NULL",
    ),
    "cross_reference": (
        "reference_id TEXT PRIMARY KEY",
        "about TEXT NOT NULL",
        "leads_to TEXT",
        "working_paper TEXT",
        "done_by TEXT NOT NULL",
        "done_at TEXT NOT NULL",
        "remark TEXT NOT NULL",
    ),
    "open_item": (
        "item_id TEXT PRIMARY KEY",
        "item_text TEXT NOT NULL",
        "raised_by TEXT NOT NULL",
        "done_at TEXT NOT NULL",
        "for_whom TEXT NOT NULL",
        "amount TEXT",
        "item_status TEXT NOT NULL",
        "answer TEXT NOT NULL",
        "about TEXT NOT NULL",
    ),
    "uncorrected": (
        "uncorrected_id TEXT PRIMARY KEY",
        "uncorrected_text TEXT NOT NULL",
        "period TEXT NOT NULL",
        "reason TEXT NOT NULL",
        "done_by TEXT NOT NULL",
        "done_at TEXT NOT NULL",
        "profit TEXT",
        "equity TEXT",
    ),
    "threshold": (
        "threshold_kind TEXT PRIMARY KEY",
        "threshold TEXT NOT NULL",
    ),
    "review_subject_altered": (
        "step INTEGER NOT NULL REFERENCES step",
        "place INTEGER NOT NULL",
        "subject TEXT NOT NULL",
        "PRIMARY KEY (step, place)",
    ),
    "appendix_text": (
        "text_kind TEXT PRIMARY KEY",
        "appendix_text TEXT NOT NULL",
        "is_left_out INTEGER NOT NULL",
    ),
    "quote": (
        "about TEXT NOT NULL",
        "quoted TEXT NOT NULL",
        "said TEXT NOT NULL",
        "figures TEXT NOT NULL",
    ),
    "acceptance": (
        "about TEXT NOT NULL",
        "accepted_check TEXT NOT NULL",
        "fact TEXT NOT NULL",
        "reason TEXT NOT NULL",
        "done_by TEXT NOT NULL",
        "done_at TEXT NOT NULL",
    ),
    "text_altered": (
        "step INTEGER NOT NULL REFERENCES step",
        "place INTEGER NOT NULL",
        "subject TEXT NOT NULL",
        "PRIMARY KEY (step, place)",
    ),
}
"""The columns and constraints of every table, parents before children. Lists of words, facts, origins and thresholds
are JSON."""
SINCE_MINOR = {
    **dict.fromkeys(("framework", "target_caption", "nature_said"), 1),
    **dict.fromkeys(("adjustment_detail", "consideration", "concept_said", "kind_altered"), 2),
    **dict.fromkeys(("comparative", "brought_forward", "carried_consideration", "reconciliation_note"), 3),
    **dict.fromkeys(("evidence", "comment", "reply", "scenario", "scenario_switch", "layout", "subject_altered"), 3),
    "working": 4,
    **dict.fromkeys(("own_sign", "tick", "cross_reference", "open_item", "uncorrected", "threshold"), 5),
    "review_subject_altered": 5,
    **dict.fromkeys(("appendix_text", "quote", "acceptance", "text_altered"), 6),
}
"""The minor format that added a table, which files of earlier ones lack."""


def columns(definitions: tuple[str, ...]) -> list[str]:
    """Return the names of the columns among the definitions of a table."""
    first_words = (definition.split()[0] for definition in definitions)
    return [word for word in first_words if word.islower()]
