"""``workbench export``: writes one file of any kind that leaves the program."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from workbench.cli.outputs import Outputs, print_lines
from workbench.cli.requests import FORMATS, SEE_HELP
from workbench.cli.switching import switch
from workbench.errors import WorkbenchError
from workbench.files import replacing
from workbench.phrases import Words, phrase, say
from workbench.plain_text import to_printable

if TYPE_CHECKING:
    from workbench.api.book import Book
    from workbench.domain.facts import Fact
    from workbench.exporting.appendix.document import Document, PaintPdf

OF_APPENDIX = ("docx", "pdf", "zip")


def refuse_pdf(document: "Document", path: Path) -> NoReturn:
    """Refuse to paint a PDF, where nothing can."""
    raise WorkbenchError("A PDF needs the window's libraries, which are not installed. Choose docx.")


def export(options: argparse.Namespace, password: str, words: Words, paint: "PaintPdf") -> bool:
    """Write the file, and return whether a check fails that nobody accepted. ``paint``: for a PDF.

    Raises WorkbenchError, with nothing written, if it cannot be written or may not be published.
    """
    if options.output is None:
        raise WorkbenchError("{request} needs {option}. Name it.", request="export", option="-o OUT")
    kind = _kind(options)
    outputs = Outputs(options, "export", words)
    target = outputs.file
    assert target is not None, "it is named"
    from workbench.api.reading import read

    book = read(options.files, password=password)
    outputs.refuse_losses(book.project)
    book = switch(book, options)
    told: list[Fact] = []
    outputs.deliver(
        _writing(book, kind, target, options, words, paint, told), lambda _: None, lambda: _say_accepted(book, words)
    )
    from workbench.wording import say_fact

    for fact in told:
        print(f"workbench: {to_printable(say_fact(fact, words))}", file=sys.stderr)
    return _fails(book)


def _fails(book: "Book") -> bool:
    """True if a check fails that nobody accepted."""
    from workbench.presentation.publication import CauseKind, causes_against

    if not (book.checks_run.any_fails and book.project.acceptances):
        return book.checks_run.any_fails
    return any(cause.kind is CauseKind.FAILING for cause in causes_against(book.project, book.checks_run.findings))


def _kind(options: argparse.Namespace) -> str:
    """Return what is written. Raises WorkbenchError if it is not known, or the file ends otherwise."""
    ending = Path(options.output).suffix.lower().removeprefix(".")
    kind = str(options.kind or ending).lower()
    if kind not in FORMATS:
        raise WorkbenchError(
            "argument --format: invalid choice: '{format}' (choose from {formats}). {see_help}",
            format=kind,
            formats=", ".join(FORMATS),
            see_help=SEE_HELP,
        )
    if ending != kind:
        raise WorkbenchError(
            "-o {path}: {format} is written to a file that ends in .{format}. Choose such a path.",
            path=options.output,
            format=kind,
        )
    for option, kinds in (("draft", OF_APPENDIX), ("template", ("docx", "zip")), ("typst", ("pdf", "zip"))):
        if getattr(options, option) and kind not in kinds:
            raise WorkbenchError(
                "--{option} applies to {formats}. Leave it out.", option=option, formats=", ".join(kinds)
            )
    return kind


@contextmanager
def _writing(
    book: "Book",
    kind: str,
    target: Path,
    options: argparse.Namespace,
    words: Words,
    paint: "PaintPdf",
    told: list["Fact"],
) -> Iterator[None]:
    with replacing(target) as temporary:
        if kind in OF_APPENDIX:
            told += _write_appendix(book, kind, temporary, options, words, paint)
        else:
            from workbench.api.outputs import WRITERS

            WRITERS[f".{kind}"](temporary, book.results, lambda: book.checks_run, words)
        yield


def _write_appendix(
    book: "Book", kind: str, path: Path, options: argparse.Namespace, words: Words, paint: "PaintPdf"
) -> tuple["Fact", ...]:
    from workbench.exporting.appendix.docx_file import write_docx
    from workbench.exporting.appendix.docx_template import read_template
    from workbench.exporting.appendix.publishing import document_of

    document = document_of(book.results, book.checks_run.findings, words, is_draft=options.draft)
    template = read_template(options.template) if options.template else None
    left_out = template.left_out if template else ()
    match kind:
        case "docx":
            write_docx(document, path, template)
            return left_out
        case "pdf":
            return _painter(options, paint)(document, path)
    from workbench.bundles import BundleRequest, write_bundle

    request = BundleRequest(
        book.results,
        book.checks_run,
        document,
        words,
        tuple(options.files),
        book.files.folder,
        template,
        _painter(options, paint),
    )
    return (*left_out, *write_bundle(request, path))


def _painter(options: argparse.Namespace, paint: "PaintPdf") -> "PaintPdf":
    """Return what writes a PDF: Qt, or Typst where it was asked for."""
    if not options.typst:
        return paint
    from workbench.exporting.appendix.typst_file import write_typst_pdf

    return write_typst_pdf


def _say_accepted(book: "Book", words: Words) -> None:
    """Print the failing checks that somebody accepted, with who did and why."""
    if not book.project.acceptances:
        return
    from workbench.presentation.publication import accepted_failures
    from workbench.wording import message_of

    accepted = [
        say(
            phrase(
                "Accepted by {by}, {at}: {message} {reason}",
                by=known.by,
                at=f"{known.at:%Y-%m-%d}",
                message=message_of(finding, words),
                reason=known.reason,
            ),
            words,
        )
        for finding, known in accepted_failures(book.project, book.checks_run.findings)
    ]
    if accepted:
        print_lines(accepted)
