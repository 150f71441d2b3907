"""What was said and left on a figure, in the words of its tool tip and its panel. All text is escaped."""

from collections.abc import Iterable, Iterator
from html import escape

from workbench.domain.comments import Comment, Reply
from workbench.domain.cross_references import WorkingPaper
from workbench.domain.evidence import Evidence
from workbench.domain.project import Project
from workbench.domain.subject_names import name_of_subject
from workbench.domain.subjects import Subject
from workbench.domain.ticks import Tick
from workbench.phrases import phrase
from workbench.presentation.remarks import Mark, Remarks
from workbench.presentation.ticks import meaning_of
from workbench.ui.toolkit.dates import format_moment
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.wording.names import name_of_item_status, with_capital

SAID_OF_MARKS = {
    Mark.OPEN: phrase("There is an open comment"),
    Mark.QUIET: phrase("There is evidence or a closed comment"),
}
"""What a screen reader says of a mark."""
MOST_CHARACTERS = 80
LINE = "<br>"


def about_ticks(project: Project, ticks: Iterable[Tick]) -> Iterator[str]:
    """Yield a line for each tick: its sign, what it means, and who put it there."""
    for tick in ticks:
        meaning = meaning_of(project, tick.sign, window_words())
        yield escape(tr("{sign} {meaning} ({name})", sign=tick.sign, meaning=meaning, name=tick.by or tr("Unknown")))


def about_review(project: Project, subject: Subject) -> Iterator[str]:
    """Yield a line for each cross reference from a figure or a line, and one for each open item about it."""
    for reference in project.cross_references.values():
        if reference.subject == subject:
            match reference.target:
                case WorkingPaper(paper):
                    leads_to = tr("Working paper {reference}", reference=paper)
                case target:
                    leads_to = with_capital(tr_fact(name_of_subject(project, target)))
            line = tr("Cross reference: {target}", target=leads_to)
            yield escape(" · ".join(filter(None, (line, reference.remark))))
    for item in project.open_items.values():
        if item.subject == subject:
            status = name_of_item_status(item.status, window_words())
            head = tr("Open item {number} ({status})", number=item.id, status=status)
            yield f"<b>{escape(head)}</b>{LINE}{escape(' · '.join(filter(None, (item.text, item.answer))))}"


def brief_remarks(remarks: Remarks) -> Iterator[str]:
    """Yield a line for each comment, open ones first, with its first words, and one for each piece of evidence."""
    for comment in sorted(remarks.comments, key=lambda comment: not comment.is_open):
        last = comment.replies[-1] if comment.replies else comment
        said = tr("{name}: {words}", name=last.by or tr("Unknown"), words=_first_words(last.text))
        yield f"<b>{escape(said)}</b>" if comment.is_open else escape(tr("{comment} (closed)", comment=said))
    for shown in remarks.evidence:
        yield escape(tr("Evidence: {evidence}", evidence=_first_words(shown.name)))


def full_remarks(remarks: Remarks) -> Iterator[str]:
    """Yield a paragraph for each comment with its answers, and one for each piece of evidence."""
    for comment in remarks.comments:
        yield LINE.join(_thread(comment))
    for shown in remarks.evidence:
        yield _about_evidence(shown)


def _thread(comment: Comment) -> Iterator[str]:
    state = tr("Comment") if comment.is_open else tr("Closed comment")
    sayings: tuple[Comment | Reply, ...] = (comment, *comment.replies)
    for said in sayings:
        about = tr("{name}, {when}", name=said.by or tr("Unknown"), when=format_moment(said.at))
        head = state if said is comment else tr("Answer")
        yield f"<b>{escape(head)}</b> · {escape(about)}{LINE}{escape(said.text).replace(chr(10), LINE)}"


def _about_evidence(shown: Evidence) -> str:
    about = tr("{name}, {when}", name=shown.by or tr("Unknown"), when=format_moment(shown.at))
    pages = tr("pages {pages}", pages=shown.pages) if shown.pages else ""
    content = shown.content if shown.content != shown.name else ""
    lines = (shown.name, *filter(None, (pages, content)))
    return f"<b>{escape(tr('Evidence'))}</b> · {escape(about)}{LINE}{escape(' · '.join(lines))}"


def _first_words(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= MOST_CHARACTERS else f"{words[:MOST_CHARACTERS].rstrip()}…"
