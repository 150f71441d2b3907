"""Workbooks that a password protects: decrypted in memory by msoffcrypto, an extra that may not be installed."""

from io import BytesIO

from workbench.phrases import phrase
from workbench.workbooks.unsafe import PASSWORD, Locked, Unsafe

READ_ONLY = "VelvetSweatshop"
"""Excel encrypts write-protected workbooks with this password, and opens them without asking."""
NOT_INSTALLED = phrase(
    '{remove_it}, or install the package that opens it: pip install "reconciliation-workbench[passwords]"',
    remove_it=PASSWORD,
)
UNKNOWN = phrase(
    "it is password-protected in a way that is not supported; remove the password in Excel and save it again"
)
MISSING = phrase(
    "it is password-protected; give the password (in the window, or on the command line with --password-file PATH), "
    "or remove it in Excel and save the file again"
)
WRONG = phrase(
    "it is password-protected, and the password given does not open it; passwords are case-sensitive, so check it "
    "and try again"
)


class InMemory:
    """What msoffcrypto 6.1 uses of ``tempfile``, so that no decrypted .xls is written to the disk.

    Can go once ``msoffcrypto.format.xls97`` no longer imports ``tempfile``.
    """

    TemporaryFile = BytesIO


def decrypt(content: bytes, password: str) -> bytes:
    """Return the workbook enclosed in a file; ``password`` may be empty if none is known.

    Raises Locked if it needs another password, Unsafe if no password would help.
    """
    for candidate in (READ_ONLY, password):
        workbook = _decrypt_with(candidate, content) if candidate else None
        if workbook is not None:
            return workbook
    raise Locked(WRONG if password else MISSING)


def _decrypt_with(password: str, content: bytes) -> bytes | None:
    """Return the workbook within; None if it needs another password. Raises Unsafe if none would help."""
    try:
        import msoffcrypto
        from msoffcrypto.exceptions import InvalidKeyError
        from msoffcrypto.format import xls97
    except ImportError:
        raise Unsafe(NOT_INSTALLED) from None
    xls97.tempfile = InMemory
    workbook = BytesIO()
    try:
        file = msoffcrypto.OfficeFile(BytesIO(content))
        file.load_key(password=password, **({"verify_password": True} if file.format == "ooxml" else {}))
        file.decrypt(workbook)
    except InvalidKeyError:
        return None
    except MemoryError:
        raise
    except Exception:  # a border: the error is not reported, because its message may contain the password
        raise Unsafe(UNKNOWN) from None
    return workbook.getvalue()
