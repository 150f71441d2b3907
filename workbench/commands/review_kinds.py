"""Kinds of alterations of what reviewers leave: all is kept, whatever an import no longer has."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from workbench.commands.altered_values import AlterationKind, as_amount, as_record, as_text, expect
from workbench.commands.appendix import (
    ACCEPTED,
    QUOTES,
    TEXT,
    AcceptChecks,
    ConfirmFigures,
    WriteText,
    acceptances_of_value,
    facts_of_acceptances,
    facts_of_quotes,
    quotes_of_value,
    text_of_value,
    value_of_text,
)
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
from workbench.domain.appendix import TextKind
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
    TextSubject,
    TickSubject,
    UncorrectedSubject,
    subject_of,
)
from workbench.domain.ticks import Tick, TickId
from workbench.domain.trail import Alteration
from workbench.domain.uncorrected import Uncorrected, UncorrectedId

K = TypeVar("K")
R = TypeVar("R")


def _comment_id(alteration: Alteration) -> CommentId:
    return CommentId(expect(alteration.subject, CommentSubject).comment)


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


def _sign(alteration: Alteration) -> str:
    return expect(alteration.subject, SignSubject).sign


def _keep_or_remove_sign(_: Project, alteration: Alteration) -> Edit:
    if alteration.new is None:
        return RemoveSign(_sign(alteration))
    return KeepSign(_sign(alteration), as_text(alteration.new))


def _reference_id(alteration: Alteration) -> CrossReferenceId:
    return CrossReferenceId(expect(alteration.subject, CrossReferenceSubject).reference)


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


def _text_kind(alteration: Alteration) -> TextKind:
    return TextKind(expect(alteration.subject, TextSubject).text)


def _whole(
    identify: Callable[[Alteration], K],
    known: Callable[[Project], Mapping[K, R]],
    kind: type[R],
    fact_of: Callable[[R], FactValue],
    add: Callable[..., Edit],
    remove: Callable[[K], Edit],
) -> AlterationKind:
    """Return how something is added and removed. ``known``: all that a project has of this ``kind``."""

    def there(project: Project, alteration: Alteration) -> FactValue | None:
        record = known(project).get(identify(alteration))
        return None if record is None else fact_of(record)

    def add_or_remove(_: Project, alteration: Alteration) -> Edit:
        if alteration.new is None:
            return remove(identify(alteration))
        return add(as_record(alteration, kind), although_gone=True)

    return AlterationKind(there, add_or_remove)


def _details(
    attributes: Iterable[str],
    details_of: Callable[[Project, Alteration], Mapping[str, FactValue | None]],
    change: Callable[[Project, Alteration], Edit],
) -> dict[str, AlterationKind]:
    kind = AlterationKind(lambda project, altered: details_of(project, altered)[altered.attribute], change)
    return dict.fromkeys(attributes, kind)


REVIEW_KINDS: Mapping[str, AlterationKind] = {
    COMMENT: _whole(_comment_id, lambda project: project.comments, Comment, fact_of_comment, AddComment, RemoveComment),
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
    EVIDENCE: _whole(
        _evidence_id, lambda project: project.evidence, Evidence, fact_of_evidence, AddEvidence, RemoveEvidence
    ),
    **_details(
        DETAILS_OF_EVIDENCE,
        lambda project, altered: details_of_evidence(project.evidence[_evidence_id(altered)]),
        _change_evidence,
    ),
    TICK: _whole(_tick_id, lambda project: project.ticks, Tick, fact_of_tick, AddTick, RemoveTick),
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
    REFERENCE_TO: _whole(
        _reference_id,
        lambda project: project.cross_references,
        CrossReference,
        fact_of_reference,
        AddCrossReference,
        RemoveCrossReference,
    ),
    **_details(
        DETAILS_OF_REFERENCE,
        lambda project, altered: details_of_reference(project.cross_references[_reference_id(altered)]),
        _change_reference,
    ),
    OPEN_ITEM: _whole(
        _item_id, lambda project: project.open_items, OpenItem, fact_of_item, AddOpenItem, RemoveOpenItem
    ),
    **_details(
        DETAILS_OF_ITEM, lambda project, altered: details_of_item(project.open_items[_item_id(altered)]), _change_item
    ),
    UNCORRECTED: _whole(
        _uncorrected_id,
        lambda project: project.uncorrected,
        Uncorrected,
        fact_of_uncorrected,
        AddUncorrected,
        RemoveUncorrected,
    ),
    **_details(
        DETAILS_OF_UNCORRECTED,
        lambda project, altered: details_of_uncorrected(project.uncorrected[_uncorrected_id(altered)]),
        _change_uncorrected,
    ),
    **{
        attribute: AlterationKind(
            lambda project, altered: fact_of_threshold(project.thresholds.get(THRESHOLDS[altered.attribute])),
            _set_threshold,
        )
        for attribute in THRESHOLDS
    },
    TEXT: AlterationKind(
        lambda project, altered: value_of_text(project.texts.get(_text_kind(altered))),
        lambda _, altered: WriteText(_text_kind(altered), text_of_value(altered.new)),
    ),
    QUOTES: AlterationKind(
        lambda project, altered: facts_of_quotes(project.quotes.get(altered.subject, ())),
        lambda _, altered: ConfirmFigures(altered.subject, quotes_of_value(altered.new)),
    ),
    ACCEPTED: AlterationKind(
        lambda project, altered: facts_of_acceptances(project.acceptances.get(altered.subject, ())),
        lambda _, altered: AcceptChecks(altered.subject, acceptances_of_value(altered.new)),
    ),
}
"""By altered attribute."""
