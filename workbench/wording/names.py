"""The names of what has a stable key: checks, and the status of what they find."""

from workbench.domain.findings import CheckId, FindingStatus
from workbench.phrases import Words

CHECKS = {
    "agreement-of-sources": "agreement of sources",
    "stated-once": "stated once",
    "cross-cast": "cross-cast",
    "result-of-row": "result of a row",
    "effects-as-entered": "effects as entered",
    "footing": "footing",
    "balance": "balance",
    "net-income": "net income",
    "roll-forward": "roll-forward",
    "cash": "cash",
    "ratio": "ratio",
    "result-of-ratio": "result of a ratio",
    "same-measure": "same measure",
    "per-share-and-per-ads": "per share and per ADS",
    "share-counts": "share counts",
    "translation": "translation",
    "periods": "periods",
    "import": "import",
    "one-entity": "one entity",
    "source-files": "source files",
}
STATUSES = {
    FindingStatus.PASS: "pass",
    FindingStatus.INFORMATION: "information",
    FindingStatus.WARNING: "warning",
    FindingStatus.FAIL: "fail",
    FindingStatus.NOT_APPLICABLE: "not applicable",
}


def name_of_check(check: CheckId, words: Words) -> str:
    """Return the name of a check: ``agreement of sources``; its key where an earlier version named it."""
    return words.gettext(CHECKS.get(check, check))


def name_of_status(status: FindingStatus, words: Words) -> str:
    return words.gettext(STATUSES[status])
