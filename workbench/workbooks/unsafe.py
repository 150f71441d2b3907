"""Why a file is not read, in the child's words: what is wrong with it and what to do, without its name."""

SAVE_AGAIN = "open it in Excel and save it as an Excel workbook (.xlsx)"
SAVE_PART = "save the sheets that you need in a workbook of their own"
PASSWORD = "it is password-protected; remove the password in Excel and save it again"


class Unsafe(Exception):
    """The file is not one to parse."""


class Locked(Unsafe):
    """Only its password opens the file: none was given, or another one."""


class Damaged(Exception):
    """A part of the file is not as its format has it; another reader may still make something of it."""
