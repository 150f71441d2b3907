"""The process that parses a file in isolation: the program starts itself with READ_IN_CHILD.

It writes the sheets line by line (``child_protocol.py``), or the reason why the file was refused. It dies within its
limits.
"""

import gc
import os
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from workbench.domain.facts import Told, fact
from workbench.phrases import Phrase, phrase
from workbench.workbooks.child_protocol import ReadStream
from workbench.workbooks.limits import bound_this_process
from workbench.workbooks.prescan import FileKind, scan
from workbench.workbooks.unsafe import SAVE_AGAIN, SAVE_PART, Damaged, Locked, Unsafe

LONGEST_REASON = 200


def read_in_child(path: str) -> None:
    """Write the file's contents, or why it is refused, to standard output; anything a parser raises is a refusal."""
    bound_this_process()
    gc.disable()  # nothing here forms cycles, and the process is short-lived
    output = ReadStream(sys.stdout)
    output.begin(os.getpid())
    try:
        read(Path(path), output)
    except Unsafe as unsafe:
        output.refuse(unsafe.reason, is_locked=isinstance(unsafe, Locked))
    except MemoryError:
        output.refuse(phrase("it needs more memory to read than a workbook should; {advice}", advice=SAVE_PART))
    except BaseException as error:  # a border: a parser on a broken file raises anything, calamine even PanicException
        damage = _as_phrase(_damage(error))
        output.refuse(
            phrase("the reader could not interpret it ({damage}); {advice}", damage=damage, advice=SAVE_AGAIN)
        )


def read(path: Path, output: ReadStream) -> None:
    """Write the file's contents to ``output``; the bytes hashed are those decrypted, scanned and parsed.

    Raises Unsafe if it must not be parsed, and whatever its parser raises for a broken file.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unsafe(phrase("{reason}; check that it is still there", reason=str(error.strerror))) from None
    digest, size = sha256(content).hexdigest(), len(content)
    kind = scan(content, path.suffix.lower())
    if kind is FileKind.ENCRYPTED:
        from workbench.workbooks import encryption

        content = encryption.decrypt(content, password())
        kind = scan(content, path.suffix.lower())
    output.complete(digest, size, _read_sheets(kind, content, path, output))


def password() -> str:
    """Return the password that the parent gave; empty if none. No other process can see it."""
    return sys.stdin.buffer.read().decode()


def _read_sheets(kind: FileKind, content: bytes, path: Path, output: ReadStream) -> Sequence[Told]:
    """Have the reader for this content write the sheets to ``output``; return the warnings."""
    match kind:
        case FileKind.TEXT:
            from workbench.workbooks import delimited

            return delimited.read(content, path.stem, output)
        case FileKind.VALUES_ONLY:
            from workbench.workbooks import values_only

            return values_only.read(content, output)
        case FileKind.OPEN_XML:
            return _read_open_xml(content, output)
        case FileKind.ENCRYPTED:
            raise Unsafe(phrase("it is encrypted twice; {advice}", advice=SAVE_AGAIN))


def _read_open_xml(content: bytes, output: ReadStream) -> Sequence[Told]:
    from workbench.workbooks import open_xml

    try:
        return open_xml.read(content, output)
    except (Unsafe, MemoryError):
        raise
    except Exception as error:  # a border: openpyxl fails in many ways on what calamine reads
        output.start_over()
        from workbench.workbooks import values_only

        try:
            warnings = values_only.read(content, output)
        except Exception:
            raise error from None
        return [*warnings, fact("file-is-damaged", damage=_damage(error))]


def _damage(error: BaseException) -> Told:
    """Return what is wrong in a file; a parser's own words are kept."""
    if isinstance(error, Damaged):
        return error.damage
    return (str(error) or type(error).__name__).splitlines()[0][:LONGEST_REASON]


def _as_phrase(damage: Told) -> Phrase | str:
    if isinstance(damage, str):
        return damage
    from workbench.wording.import_findings import DAMAGES

    pattern = DAMAGES[damage.key]
    assert isinstance(pattern, str), "no damage counts anything"
    return Phrase(pattern, tuple((name, str(value)) for name, value in damage.values))
