"""A wrong file or request is an error here; wrong data is a finding; a wrong program is any other exception."""


class WorkbenchError(Exception):
    """A request or a file that cannot be served; the message says what, where and what to do, in one line."""


class ImportRefused(WorkbenchError):
    """A workbook that cannot be read safely or holds nothing to reconcile."""
