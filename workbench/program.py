"""Which program this is: its version, and the argument with which it starts itself."""

VERSION = "0.1.0"
"""The one place that says it: packaging reads it here, and ``workbench.__version__`` is the same."""
READ_IN_CHILD = "--read-in-child"
"""The argument with which the program starts itself to parse a file; not an option of the command line."""
