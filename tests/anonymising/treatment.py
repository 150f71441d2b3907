"""What becomes of each field of a project, and of each column of its file, in an anonymized copy.

A field or column that is in no list makes ``test_treatment.py`` fail: whoever adds one decides here, and in
``workbench/anonymising/copy_of_project.py``, what becomes of it.
"""

from enum import Enum


class Treatment(Enum):
    """What becomes of a value."""

    KEPT = "kept"
    """Structure, dates of periods, currency, codes of the program: as they are."""
    RENAMED = "renamed"
    """Names, captions, texts, ids made of them, times, hashes: other ones."""
    TOLD = "told"
    """Facts and origins: keys stay, what they are about is other."""
    RECALCULATED = "recalculated"
    """Amounts: other ones that keep every relation."""
    LEFT_OUT = "left out"


K, R, T, A, L = Treatment.KEPT, Treatment.RENAMED, Treatment.TOLD, Treatment.RECALCULATED, Treatment.LEFT_OUT

COLUMNS: dict[str, dict[Treatment, str]] = {
    "project": {K: "key", R: "value"},
    "period": {K: "id first_day last_day", R: "label"},
    "statement": {K: "kind share_scale", R: "id title"},
    "statement_period": {K: "period reconciled", R: "statement"},
    "line": {K: "role unit decimals concept shown_decimals", R: "id statement caption section aliases"},
    "total": {K: "partial", R: "line", T: "evidence"},
    "part": {K: "weight", R: "total line"},
    "ratio": {K: "factor", R: "line numerator denominator", T: "evidence"},
    "figure": {K: "period", R: "line", A: "amount"},
    "unknown_figure": {K: "period", R: "line"},
    "adjustment": {K: "nature enabled", R: "id name note standard_from standard_to"},
    "entry": {R: "adjustment entry_id memo reference", T: "origin"},
    "leg": {K: "period leg_kind", R: "adjustment entry_id line", A: "amount"},
    "stated_for": {K: "period", R: "adjustment statement"},
    "unknown_effect": {K: "period", R: "adjustment line"},
    "source": {R: "name sha256 sheets", L: "size folder"},
    "source_figure": {
        K: "period figure_role cell is_evaluated is_primary slack",
        R: "line adjustment_or_currency file sheet raw formula",
        A: "amount",
    },
    "restated": {K: "cell", R: "file sheet reason"},
    "finding": {K: "number check_key status", T: "fact about", A: "difference"},
    "finding_place": {K: "finding cell", R: "file sheet"},
    "cells_used": {K: "use areas count", R: "file sheet", T: "why"},
    "inference": {K: "stage cell", R: "file sheet", T: "inferred_from taken_for evidence alternatives"},
    "step": {L: "number done_at done_by fact"},
    "alteration": {L: "step about attribute name old new reason"},
    "framework": {K: "which_end", R: "short_name heading"},
    "target_caption": {R: "line caption"},
    "nature_said": {K: "nature", R: "adjustment"},
    "adjustment_detail": {K: "readiness", R: "adjustment difference_kind group_name"},
    "consideration": {K: "period conclusion", R: "difference_kind reason done_by done_at", A: "amount"},
    "concept_said": {K: "concept", R: "line"},
    "kind_altered": {L: "step place difference_kind period"},
    "comparative": {K: "period", R: "statement held_by unlocked"},
    "brought_forward": {K: "period", R: "adjustment entry_id file entries"},
    "carried_consideration": {K: "period", R: "difference_kind"},
    "reconciliation_note": {R: "note"},
    "evidence": {
        K: "evidence_kind",
        R: "evidence_id content done_by done_at caption pages sha256",
        T: "about",
    },
    "comment": {K: "is_open", R: "comment_id comment_text done_by done_at", T: "about"},
    "reply": {R: "comment_id comment_text done_by done_at"},
    "scenario": {R: "name"},
    "scenario_switch": {R: "name adjustment"},
    "layout": {L: "layout_fingerprint file sheet done_at corrections"},
    "subject_altered": {L: "step place subject"},
    "working": {K: "period", R: "line adjustment typed", A: "amount"},
    "own_sign": {R: "sign meaning"},
    "tick": {K: "is_everywhere", R: "tick_id sign done_by done_at", T: "about"},
    "cross_reference": {R: "reference_id working_paper done_by done_at remark", T: "about leads_to"},
    "open_item": {
        K: "item_status",
        R: "item_id item_text raised_by done_at for_whom answer",
        T: "about",
        A: "amount",
    },
    "uncorrected": {
        K: "period",
        R: "uncorrected_id uncorrected_text reason done_by done_at",
        A: "profit equity",
    },
    "threshold": {K: "threshold_kind", A: "threshold"},
    "review_subject_altered": {L: "step place subject"},
    "appendix_text": {K: "text_kind is_left_out", R: "appendix_text"},
    "quote": {R: "quoted said figures", T: "about"},
    "acceptance": {K: "accepted_check", R: "reason done_by done_at", T: "about fact"},
    "text_altered": {L: "step place subject"},
}

FIELDS: dict[str, dict[Treatment, str]] = {
    "Project": {
        K: "currency scale periods",
        R: "entity frameworks statements enabled sources restated completeness comparatives note evidence comments "
        "scenarios ticks own_signs cross_references open_items texts quotes acceptances",
        T: "import_findings import_report",
        A: "adjustments source_figures workings uncorrected thresholds",
        L: "trail layouts",
    },
    "Framework": {R: "name short_name heading"},
    "Frameworks": {R: "source target"},
    "Period": {K: "start end", R: "label"},
    "Statement": {
        K: "kind periods reconciled share_scale",
        R: "id title lines totals ratios unknown",
        A: "figures",
    },
    "Line": {K: "role unit decimals concept shown_decimals", R: "id caption section aliases target_caption"},
    "Total": {K: "partial", R: "line parts", T: "evidence"},
    "Ratio": {K: "factor", R: "line numerator denominator", T: "evidence"},
    "Adjustment": {K: "nature readiness", R: "id name note standards stated_for unknown kind group", A: "entries"},
    "JournalEntry": {R: "id memo reference", T: "origin", A: "legs"},
    "Leg": {K: "period kind", R: "line", A: "amount"},
    "FromSource": {R: "cell"},
    "Typed": {},
    "Computed": {R: "schedule rows formula inputs"},
    "Returned": {R: "file cell"},
    "BroughtForward": {K: "period", R: "file entries"},
    "SourceFile": {R: "name sha256 sheets", L: "size folder"},
    "CellRef": {K: "cell", R: "file sheet"},
    "SourceFigure": {
        K: "period role is_evaluated is_primary slack",
        R: "line adjustment_or_currency cell raw formula",
        A: "amount",
    },
    "Finding": {K: "check status", R: "where subject", T: "fact", A: "difference"},
    "Fact": {K: "key", T: "values"},
    "ImportReport": {T: "cells inferences"},
    "CellsUsed": {K: "use areas count", R: "file sheet", T: "reason"},
    "Inference": {K: "stage", R: "where", T: "subject taken_for evidence alternatives"},
    "WorkedCell": {K: "period", R: "line adjustment"},
    "Working": {R: "typed", A: "amount"},
    "Consideration": {K: "conclusion is_carried", R: "reason by at", A: "amount"},
    "Comparative": {R: "held_by unlocked"},
    "Evidence": {K: "kind", R: "id subject content by at caption pages sha256"},
    "Comment": {K: "is_open", R: "id subject text by at replies"},
    "Reply": {R: "text by at"},
    "Tick": {K: "is_everywhere", R: "id sign subject by at"},
    "CrossReference": {R: "id subject target by at remark"},
    "WorkingPaper": {R: "reference"},
    "OpenItem": {K: "status", R: "id text raised_by at for_whom answer subject", A: "amount"},
    "Uncorrected": {K: "period", R: "id text reason by at", A: "profit equity"},
    "FixedThreshold": {A: "amount"},
    "ShareOfFigure": {K: "percent period", R: "line"},
    "ShareOfOverall": {K: "percent"},
    "AppendixText": {K: "is_left_out", R: "text"},
    "Quote": {R: "typed said figures"},
    "Acceptance": {K: "check", R: "reason by at", T: "fact"},
    "ImportLayout": {L: "file sheet at corrections"},
    "TrailEntry": {L: "description at by alterations"},
    "Alteration": {L: "subject attribute name old new reason"},
    "FigureSubject": {K: "period role", R: "statement line adjustment_or_currency"},
    "LineSubject": {R: "statement line"},
    "StatementSubject": {K: "period", R: "statement"},
    "AdjustmentSubject": {R: "adjustment"},
    "EntrySubject": {R: "adjustment entry"},
    "KindSubject": {K: "period", R: "kind"},
    "SourceSubject": {R: "place"},
    "CommentSubject": {R: "comment"},
    "EvidenceSubject": {R: "evidence"},
    "ScenarioSubject": {R: "scenario"},
    "TickSubject": {R: "tick"},
    "SignSubject": {R: "sign"},
    "CrossReferenceSubject": {R: "reference"},
    "OpenItemSubject": {R: "item"},
    "UncorrectedSubject": {R: "uncorrected"},
    "TextSubject": {K: "text"},
    "ProjectSubject": {},
}


def names_in(treatments: dict[Treatment, str]) -> dict[str, Treatment]:
    """Return the treatment of each field or column by its name."""
    return {name: treatment for treatment, names in treatments.items() for name in names.split()}
