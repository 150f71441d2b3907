"""Kinds of alterations of what reviewers leave: all is kept, whatever an import no longer has."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from workbench.commands.altered_values import AlterationKind, as_amount, as_record, as_text, expect
from workbench.commands.comments import (
    ANSWERS,
    COMMENT,
    COMMENT_STATE,
    COMMENT_TEXT,
    AddComment,
    AnswerComment,
    ChangeComment,
    CloseComment,
    RemoveComment,
    ReopenComment,
    fact_of_comment,
    facts_of_answers,
)
from workbench.commands.compound_command import Edit
from workbench.commands.cross_references import (
    DETAILS_OF_REFERENCE,
    REMARK_OF_REFERENCE,
    TARGET,
    AddCrossReference,
    ChangeCrossReference,
    RemoveCrossReference,
    details_of_reference,
    fact_of_reference,
)
from workbench.commands.cross_references import REFERENCE as REFERENCE_TO
from workbench.commands.evidence import (
    CONTENT,
    DETAILS_OF_EVIDENCE,
    EVIDENCE,
    EVIDENCE_CAPTION,
    PAGES,
    SHA_256,
    AddEvidence,
    ChangeEvidence,
    RemoveEvidence,
    details_of_evidence,
    fact_of_evidence,
)
from workbench.commands.open_items import (
    AMOUNT_OF_ITEM,
    ANSWER,
    DETAILS_OF_ITEM,
    FOR_WHOM,
    OPEN_ITEM,
    RAISED_BY,
    STATUS,
    SUBJECT_OF_ITEM,
    TEXT_OF_ITEM,
    AddOpenItem,
    ChangeOpenItem,
    RemoveOpenItem,
    details_of_item,
    fact_of_item,
)
from workbench.commands.thresholds import THRESHOLDS, SetThreshold, fact_of_threshold, threshold_of
from workbench.commands.ticks import (
    OWN_SIGN,
    SIGN_OF_TICK,
    TICK,
    TICK_EVERYWHERE,
    AddTick,
    ChangeTick,
    KeepSign,
    RemoveSign,
    RemoveTick,
    fact_of_tick,
)
from workbench.commands.uncorrected import (
    DETAILS_OF_UNCORRECTED,
    EQUITY,
    PERIOD_OF_UNCORRECTED,
    PROFIT,
    REASON,
    TEXT_OF_UNCORRECTED,
    UNCORRECTED,
    AddUncorrected,
    ChangeUncorrected,
    RemoveUncorrected,
    details_of_uncorrected,
    fact_of_uncorrected,
)
from workbench.domain.comments import Comment, CommentId, Reply
from workbench.domain.cross_references import CrossReference, CrossReferenceId, Target, WorkingPaper
from workbench.domain.evidence import Evidence, EvidenceId
from workbench.domain.facts import Fact, FactValue
from workbench.domain.open_items import OpenItem, OpenItemId, OpenItemStatus
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.subjects import (
    CommentSubject,
    CrossReferenceSubject,
    EvidenceSubject,
    OpenItemSubject,
    SignSubject,
    TickSubject,
    UncorrectedSubject,
    subject_of,
)
from workbench.domain.ticks import Tick, TickId
from workbench.domain.trail import Alteration
from workbench.domain.uncorrected import Uncorrected, UncorrectedId


def _comment_id(alteration: Alteration) -> CommentId:
    return CommentId(expect(alteration.subject, CommentSubject).comment)


def _comment_there(project: Project, alteration: Alteration) -> FactValue | None:
    comment = project.comments.get(_comment_id(alteration))
    return fact_of_comment(comment) if comment else None


def _add_or_remove_comment(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveComment(_comment_id(alteration))
    return AddComment(as_record(alteration, Comment), although_gone=True)


def _answer(project: Project, alteration: Alteration) -> Edit:
    """Return the answers that follow those that the comment has."""
    answers = [expect(answer, Fact) for answer in expect(alteration.new, tuple)]
    replies = tuple(
        Reply(as_text(answer["text"]), as_text(answer["by"]), datetime.fromisoformat(as_text(answer["at"])))
        for answer in answers
    )
    comment = _comment_id(alteration)
    return AnswerComment(comment, replies[len(project.comments[comment].replies) :])


def _close_or_reopen(_: Project, alteration: Alteration) -> Edit:
    comment = _comment_id(alteration)
    return ReopenComment(comment) if alteration.new else CloseComment(comment)


def _evidence_id(alteration: Alteration) -> EvidenceId:
    return EvidenceId(expect(alteration.subject, EvidenceSubject).evidence)


def _evidence_there(project: Project, alteration: Alteration) -> FactValue | None:
    shown = project.evidence.get(_evidence_id(alteration))
    return fact_of_evidence(shown) if shown else None


def _add_or_remove_evidence(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveEvidence(_evidence_id(alteration))
    return AddEvidence(as_record(alteration, Evidence), although_gone=True)


def _change_evidence(project: Project, alteration: Alteration) -> Edit:
    known = ChangeEvidence.of(project.evidence[_evidence_id(alteration)])
    text = as_text(alteration.new)
    match alteration.attribute:
        case attribute if attribute == CONTENT:
            return replace(known, content=text)
        case attribute if attribute == EVIDENCE_CAPTION:
            return replace(known, caption=text)
        case attribute if attribute == PAGES:
            return replace(known, pages=text)
        case attribute if attribute == SHA_256:
            return replace(known, sha256=text)
    raise LookupError(alteration.attribute)


def _tick_id(alteration: Alteration) -> TickId:
    return TickId(expect(alteration.subject, TickSubject).tick)


def _tick_there(project: Project, alteration: Alteration) -> FactValue | None:
    tick = project.ticks.get(_tick_id(alteration))
    return fact_of_tick(tick) if tick else None


def _add_or_remove_tick(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveTick(_tick_id(alteration))
    return AddTick(as_record(alteration, Tick), although_gone=True)


def _sign(alteration: Alteration) -> str:
    return expect(alteration.subject, SignSubject).sign


def _keep_or_remove_sign(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveSign(_sign(alteration))
    return KeepSign(_sign(alteration), as_text(alteration.new))


def _reference_id(alteration: Alteration) -> CrossReferenceId:
    return CrossReferenceId(expect(alteration.subject, CrossReferenceSubject).reference)


def _reference_there(project: Project, alteration: Alteration) -> FactValue | None:
    reference = project.cross_references.get(_reference_id(alteration))
    return fact_of_reference(reference) if reference else None


def _add_or_remove_reference(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveCrossReference(_reference_id(alteration))
    return AddCrossReference(as_record(alteration, CrossReference), although_gone=True)


def _change_reference(project: Project, alteration: Alteration) -> Edit:
    reference = project.cross_references[_reference_id(alteration)]
    known = replace(ChangeCrossReference.of(reference), although_gone=True)
    match alteration.attribute, alteration.new:
        case attribute, Fact() | str() as new if attribute == TARGET:
            return replace(known, target=_target(new))
        case attribute, new if attribute == REMARK_OF_REFERENCE:
            return replace(known, remark=as_text(new))
    raise LookupError(alteration.attribute)


def _target(value: Fact | str) -> Target:
    return WorkingPaper(as_text(value["reference"])) if isinstance(value, Fact) else subject_of(value)


def _item_id(alteration: Alteration) -> OpenItemId:
    return OpenItemId(expect(alteration.subject, OpenItemSubject).item)


def _item_there(project: Project, alteration: Alteration) -> FactValue | None:
    item = project.open_items.get(_item_id(alteration))
    return fact_of_item(item) if item else None


def _add_or_remove_item(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveOpenItem(_item_id(alteration))
    return AddOpenItem(as_record(alteration, OpenItem), although_gone=True)


def _change_item(project: Project, alteration: Alteration) -> Edit:
    known = replace(ChangeOpenItem.of(project.open_items[_item_id(alteration)]), although_gone=True)
    attribute, new = alteration.attribute, alteration.new
    changes: Mapping[str, Callable[[], Edit]] = {
        TEXT_OF_ITEM: lambda: replace(known, text=as_text(new)),
        RAISED_BY: lambda: replace(known, raised_by=as_text(new)),
        FOR_WHOM: lambda: replace(known, for_whom=as_text(new)),
        AMOUNT_OF_ITEM: lambda: replace(known, amount=as_amount(new)),
        STATUS: lambda: replace(known, status=OpenItemStatus(as_text(new))),
        ANSWER: lambda: replace(known, answer=as_text(new)),
        SUBJECT_OF_ITEM: lambda: replace(known, subject=subject_of(as_text(new))),
    }
    return changes[attribute]()


def _uncorrected_id(alteration: Alteration) -> UncorrectedId:
    return UncorrectedId(expect(alteration.subject, UncorrectedSubject).uncorrected)


def _uncorrected_there(project: Project, alteration: Alteration) -> FactValue | None:
    left = project.uncorrected.get(_uncorrected_id(alteration))
    return fact_of_uncorrected(left) if left else None


def _add_or_remove_uncorrected(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveUncorrected(_uncorrected_id(alteration))
    return AddUncorrected(as_record(alteration, Uncorrected), although_gone=True)


def _change_uncorrected(project: Project, alteration: Alteration) -> Edit:
    known = replace(ChangeUncorrected.of(project.uncorrected[_uncorrected_id(alteration)]), although_gone=True)
    attribute, new = alteration.attribute, alteration.new
    changes: Mapping[str, Callable[[], Edit]] = {
        TEXT_OF_UNCORRECTED: lambda: replace(known, text=as_text(new)),
        PERIOD_OF_UNCORRECTED: lambda: replace(known, period=PeriodId(as_text(new))),
        REASON: lambda: replace(known, reason=as_text(new)),
        PROFIT: lambda: replace(known, profit=as_amount(new)),
        EQUITY: lambda: replace(known, equity=as_amount(new)),
    }
    return changes[attribute]()


def _set_threshold(_: Project, alteration: Alteration) -> Edit:
    kind, new = THRESHOLDS[alteration.attribute], alteration.new
    return SetThreshold(kind, None if new is None else threshold_of(expect(new, Fact)), although_gone=True)


REVIEW_KINDS: Mapping[str, AlterationKind] = {
    COMMENT: AlterationKind(_comment_there, _add_or_remove_comment),
    COMMENT_TEXT: AlterationKind(
        lambda project, altered: project.comments[_comment_id(altered)].text,
        lambda _, altered: ChangeComment(_comment_id(altered), as_text(altered.new)),
    ),
    ANSWERS: AlterationKind(
        lambda project, altered: facts_of_answers(project.comments[_comment_id(altered)].replies), _answer
    ),
    COMMENT_STATE: AlterationKind(
        lambda project, altered: int(project.comments[_comment_id(altered)].is_open), _close_or_reopen
    ),
    EVIDENCE: AlterationKind(_evidence_there, _add_or_remove_evidence),
    **{
        attribute: AlterationKind(
            lambda project, altered: details_of_evidence(project.evidence[_evidence_id(altered)])[altered.attribute],
            _change_evidence,
        )
        for attribute in DETAILS_OF_EVIDENCE
    },
    TICK: AlterationKind(_tick_there, _add_or_remove_tick),
    SIGN_OF_TICK: AlterationKind(
        lambda project, altered: project.ticks[_tick_id(altered)].sign,
        lambda project, altered: replace(ChangeTick.of(project.ticks[_tick_id(altered)]), sign=as_text(altered.new)),
    ),
    TICK_EVERYWHERE: AlterationKind(
        lambda project, altered: int(project.ticks[_tick_id(altered)].is_everywhere),
        lambda project, altered: replace(
            ChangeTick.of(project.ticks[_tick_id(altered)]), is_everywhere=bool(altered.new)
        ),
    ),
    OWN_SIGN: AlterationKind(lambda project, altered: project.own_signs.get(_sign(altered)), _keep_or_remove_sign),
    REFERENCE_TO: AlterationKind(_reference_there, _add_or_remove_reference),
    **{
        attribute: AlterationKind(
            lambda project, altered: details_of_reference(project.cross_references[_reference_id(altered)])[
                altered.attribute
            ],
            _change_reference,
        )
        for attribute in DETAILS_OF_REFERENCE
    },
    OPEN_ITEM: AlterationKind(_item_there, _add_or_remove_item),
    **{
        attribute: AlterationKind(
            lambda project, altered: details_of_item(project.open_items[_item_id(altered)])[altered.attribute],
            _change_item,
        )
        for attribute in DETAILS_OF_ITEM
    },
    UNCORRECTED: AlterationKind(_uncorrected_there, _add_or_remove_uncorrected),
    **{
        attribute: AlterationKind(
            lambda project, altered: details_of_uncorrected(project.uncorrected[_uncorrected_id(altered)])[
                altered.attribute
            ],
            _change_uncorrected,
        )
        for attribute in DETAILS_OF_UNCORRECTED
    },
    **{
        attribute: AlterationKind(
            lambda project, altered: fact_of_threshold(project.thresholds.get(THRESHOLDS[altered.attribute])),
            _set_threshold,
        )
        for attribute in THRESHOLDS
    },
}
"""By altered attribute."""
