"""The process that parses a file, so that no other has to: run as ``python -I -m workbench.workbooks.child FILE``.

It tells the sheets line by line (``wire.py``), or the reason why the file was refused. It dies within its limits.
"""

import gc
import sys
from contextlib import suppress
from pathlib import Path

from workbench.workbooks.prescan import FileKind, scan
from workbench.workbooks.unsafe import SAVE_AGAIN, SAVE_PART, Unsafe
from workbench.workbooks.wire import Answer

MEMORY_LIMIT = 1_200 * 1_000_000
CPU_SECONDS = 15
LONGEST_REASON = 200


def main() -> None:
    limit_resources()
    gc.disable()  # nothing here lives in circles, and the process is short
    answer = Answer(sys.stdout)
    try:
        answer.complete(read(Path(sys.argv[1]), answer))
    except Unsafe as reason:
        answer.refuse(str(reason))
    except MemoryError:
        answer.refuse(f"reading it takes more memory than a workbook should; {SAVE_PART}")
    except BaseException as error:  # a border: a parser on a broken file raises anything, calamine even PanicException
        answer.refuse(f"the reader cannot make sense of it ({_reason(error)}); {SAVE_AGAIN}")


def limit_resources() -> None:
    """Bound memory and processor time where the platform can (Linux, macOS); the parent bounds the clock everywhere."""
    if sys.platform == "win32":
        return
    import resource

    for limit, amount in ((resource.RLIMIT_AS, MEMORY_LIMIT), (resource.RLIMIT_CPU, CPU_SECONDS)):
        with suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS
            resource.setrlimit(limit, (amount, amount))


def read(path: Path, answer: Answer) -> list[str]:
    """Have the reader that the file's content asks for tell ``answer`` its sheets; return the warnings."""
    match scan(path):
        case FileKind.TEXT:
            from workbench.workbooks import delimited

            return delimited.read(path, answer)
        case FileKind.VALUES_ONLY:
            from workbench.workbooks import values_only

            return values_only.read(path, answer)
        case FileKind.OPEN_XML:
            return _read_open_xml(path, answer)


def _read_open_xml(path: Path, answer: Answer) -> list[str]:
    from workbench.workbooks import open_xml

    try:
        return open_xml.read(path, answer)
    except (Unsafe, MemoryError):
        raise
    except Exception as error:  # a border: openpyxl fails in many ways on what calamine reads
        answer.start_over()
        from workbench.workbooks import values_only

        try:
            warnings = values_only.read(path, answer)
        except Exception:
            raise error from None
        return [*warnings, f"The file is damaged ({_reason(error)}), so that nothing else of it could be read."]


def _reason(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:LONGEST_REASON]


if __name__ == "__main__":
    main()
