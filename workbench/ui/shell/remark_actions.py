"""Actions on comments and evidence."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from workbench.clock import present_time
from workbench.commands import (
    AddComment,
    AddEvidence,
    AnswerComment,
    ChangeComment,
    ChangeEvidence,
    CloseComment,
    CompoundCommand,
    Edit,
    RemoveComment,
    RemoveEvidence,
    ReopenComment,
)
from workbench.commands.comments import new_comment_id
from workbench.commands.evidence import new_evidence_id
from workbench.domain.comments import Comment, Reply
from workbench.domain.evidence import Evidence, EvidenceId, EvidenceKind, is_web_address
from workbench.domain.facts import fact
from workbench.domain.subject_names import name_of_subject
from workbench.domain.subjects import Subject
from workbench.errors import WorkbenchError
from workbench.evidence_files import FileState, find_file, path_to_keep
from workbench.presentation.remarks import subjects_around
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.language import tr, tr_fact

if TYPE_CHECKING:
    from workbench.ui.records.remark_dialogs import CommentDialog, EvidenceDialog, EvidenceInput, WordsDialog

OPENED = frozenset((
    ".pdf", ".txt", ".csv", ".tsv", ".md", ".rtf", ".xml", ".xbrl", ".json", ".html", ".htm", ".eml", ".msg", ".png",
    ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".xlsx", ".xls", ".xlsb", ".xlsm", ".ods", ".docx",
    ".doc", ".odt", ".pptx", ".ppt", ".odp", ".recon", ".zip",
))  # fmt: skip
"""The kinds of files that are opened; of any other, which might be a program, its folder is."""


# ---- comments


def add_comment(workspace: Workspace) -> "CommentDialog":
    """Open the dialog for a comment on what is selected."""
    from workbench.ui.records.remark_dialogs import CommentDialog

    session = workspace.document.session

    def take(subject: Subject, text: str) -> None:
        key = new_comment_id(session.settled)
        session.execute(AddComment(Comment(key, subject, text, session.by, present_time())))

    subjects = subjects_around(session.settled, workspace.subject)
    dialog = CommentDialog(session.settled, subjects, take, workspace)
    dialog.open()
    return dialog


def answer_comment(workspace: Workspace) -> "WordsDialog | None":
    """Open the dialog for an answer to the current comment."""
    comment, session = _find_comment(workspace), workspace.document.session
    if comment is None:
        return None
    key = comment.id
    return _ask_for_words(
        workspace,
        tr("Answer"),
        comment,
        "",
        lambda words: session.execute(AnswerComment(key, (Reply(words, session.by, present_time()),))),
    )


def edit_comment(workspace: Workspace) -> "WordsDialog | None":
    """Open the dialog for the words of the current comment."""
    comment, session = _find_comment(workspace), workspace.document.session
    if comment is None:
        return None
    key = comment.id
    return _ask_for_words(
        workspace,
        tr("Edit the comment"),
        comment,
        comment.text,
        lambda words: session.execute(ChangeComment(key, words)),
    )


def close_comment(workspace: Workspace) -> None:
    """Close the current comment, or open it again."""
    if comment := _find_comment(workspace):
        workspace.execute(CloseComment(comment.id) if comment.is_open else ReopenComment(comment.id))


def delete_comment(workspace: Workspace) -> None:
    """Delete the current comment with its answers."""
    if comment := _find_comment(workspace):
        workspace.execute(RemoveComment(comment.id))


def _ask_for_words(
    workspace: Workspace, title: str, comment: Comment, words: str, take: Callable[[str], None]
) -> "WordsDialog":
    from workbench.ui.records.remark_dialogs import WordsDialog

    name = tr_fact(name_of_subject(workspace.document.session.settled, comment.subject))
    about = tr("{name}, on {subject}:\n{words}", name=comment.by or tr("Unknown"), subject=name, words=comment.text)
    dialog = WordsDialog(title, about, words, take, workspace)
    dialog.open()
    return dialog


def _find_comment(workspace: Workspace) -> Comment | None:
    """Return the current comment of the panel; if there is none, show the panel and say so."""
    comment = workspace.comments.comment
    if comment is None:
        workspace.show_panel("Comments")
        workspace.status.refuse(tr("Select a comment first."))
    return comment


# ---- evidence


def add_evidence(workspace: Workspace) -> "EvidenceDialog":
    """Open the dialog for evidence of what is selected."""
    from workbench.ui.records.remark_dialogs import EvidenceDialog

    session = workspace.document.session

    def take(typed: "EvidenceInput") -> None:
        assert typed.subject is not None, "new evidence has a subject"
        path = _refuse_missing(workspace, typed)
        shown = Evidence(
            new_evidence_id(session.settled),
            typed.subject,
            typed.kind,
            typed.content.strip(),
            session.by,
            present_time(),
            typed.caption,
            typed.pages,
        )
        if path is None:
            session.execute(AddEvidence(shown))
        else:
            _add_files(workspace, [replace(shown, content=path_to_keep(path, workspace.document.folder))], [path])

    subjects = subjects_around(session.settled, workspace.subject)
    dialog = EvidenceDialog(session.settled, subjects, None, workspace.document.folder, take, workspace)
    dialog.open()
    return dialog


def add_dropped_files(workspace: Workspace, paths: Sequence[Path]) -> None:
    """Add files as evidence of what is selected, as one step."""
    session, folder = workspace.document.session, workspace.document.folder
    first, at = int(new_evidence_id(session.settled)), present_time()
    shown = [
        Evidence(
            EvidenceId(str(number)), workspace.subject, EvidenceKind.FILE, path_to_keep(path, folder), session.by, at
        )
        for number, path in enumerate(paths, first)
    ]
    _add_files(workspace, shown, paths)


def edit_evidence(workspace: Workspace) -> "EvidenceDialog | None":
    """Open the dialog for the current piece of evidence."""
    from workbench.ui.records.remark_dialogs import EvidenceDialog

    known, session = _find_evidence(workspace), workspace.document.session
    if known is None:
        return None
    folder = workspace.document.folder

    def take(typed: "EvidenceInput") -> None:
        changed = replace(ChangeEvidence.of(known), content=typed.content, caption=typed.caption, pages=typed.pages)
        if typed.kind is not EvidenceKind.FILE or typed.content == known.content:
            session.execute(changed)
            return
        path = _refuse_missing(workspace, typed)
        assert path is not None, "a file has a path"
        moved = replace(changed, content=path_to_keep(path, folder))
        _read(workspace, [path], lambda hashes: [replace(moved, sha256=hashes[0])])

    dialog = EvidenceDialog(session.settled, (), known, folder, take, workspace)
    dialog.open()
    return dialog


def open_evidence(workspace: Workspace) -> None:
    """Open the file or the page of the current piece of evidence in its own program; show the words of a remark."""
    shown = _find_evidence(workspace)
    match shown and shown.kind:
        case EvidenceKind.LINK if shown and is_web_address(shown.content):
            _open(workspace, QUrl(shown.content))
        case EvidenceKind.FILE if shown:
            _open_file(workspace, shown)
        case EvidenceKind.REMARK:
            edit_evidence(workspace)


def take_evidence(workspace: Workspace) -> None:
    """Take the changed file of the current piece of evidence as it is now."""
    shown = _find_evidence(workspace)
    if shown is None:
        return
    seen = workspace.evidence_watch.seen.files.get(shown.id)
    if seen is None or seen.state is not FileState.CHANGED or seen.path is None:
        workspace.status.refuse(tr("Its file has not changed. Select evidence whose file has changed."))
        return
    known = ChangeEvidence.of(shown)
    _read(workspace, [seen.path], lambda hashes: [replace(known, sha256=hashes[0])])


def delete_evidence(workspace: Workspace) -> None:
    """Delete the current piece of evidence; its file stays."""
    if shown := _find_evidence(workspace):
        workspace.execute(RemoveEvidence(shown.id))


def show_all(workspace: Workspace) -> None:
    """Show all comments and all evidence."""
    workspace.comments.show_all()
    workspace.show_panel("Comments")


def _find_evidence(workspace: Workspace) -> Evidence | None:
    """Return the current piece of evidence of the panel; if there is none, show the panel and say so."""
    shown = workspace.comments.evidence
    if shown is None:
        workspace.show_panel("Comments")
        workspace.status.refuse(tr("Select a piece of evidence first."))
    return shown


def _refuse_missing(workspace: Workspace, typed: "EvidenceInput") -> Path | None:
    """Return the path of a file that was typed; None for anything else. Raises WorkbenchError if no file is there."""
    if typed.kind is not EvidenceKind.FILE:
        return None
    if not typed.content.strip():
        raise WorkbenchError("There is no file yet. Choose one.")
    path = (workspace.document.folder or Path.home()) / typed.content
    if not path.is_file():
        raise WorkbenchError("{path} is not there, or is no file. Choose a file.", path=str(path))
    return path


def _add_files(workspace: Workspace, evidence: Sequence[Evidence], paths: Sequence[Path]) -> None:
    def adding(hashes: list[str]) -> list[Edit]:
        return [AddEvidence(replace(shown, sha256=sha256)) for shown, sha256 in zip(evidence, hashes, strict=True)]

    _read(workspace, paths, adding)


def _read(workspace: Workspace, paths: Sequence[Path], commands_of: Callable[[list[str]], Sequence[Edit]]) -> None:
    """Read files in a job, then execute what follows from their hashes, as one step."""

    def execute(hashes: list[str]) -> None:
        commands = commands_of(hashes)
        if len(commands) == 1:
            workspace.execute(commands[0])
        else:
            description = fact(
                "add-evidence", subject=name_of_subject(workspace.document.session.settled, workspace.subject)
            )
            workspace.execute(CompoundCommand(description, tuple(commands)))

    workspace.evidence_watch.read(paths, execute, workspace.status.refuse)


def _open_file(workspace: Workspace, shown: Evidence) -> None:
    path = find_file(shown, workspace.document.folder)
    if path is None:
        workspace.status.refuse(tr("{path} is not there. Press F2 to say where it is now.", path=shown.content))
    elif path.suffix.lower() in OPENED:
        _open(workspace, QUrl.fromLocalFile(str(path.absolute())))
    elif _open(workspace, QUrl.fromLocalFile(str(path.absolute().parent))):
        workspace.status.show_message(tr("{file} might be a program, so its folder was opened.", file=path.name))


def _open(workspace: Workspace, url: QUrl) -> bool:
    is_open = QDesktopServices.openUrl(url)
    if not is_open:
        workspace.status.refuse(tr("No program on this computer opens {address}.", address=url.toDisplayString()))
    return is_open
