"""``workbench verify``: says whether a file is still what its sources come to."""

import argparse

from workbench.cli.outputs import Outputs, print_lines
from workbench.phrases import Words


def verify(options: argparse.Namespace, password: str, words: Words) -> bool:
    """Verify the first file with the others as its sources, and print or write the outcome; True if nothing differs.

    Raises WorkbenchError if the file is none of this program's, or a file cannot be read.
    """
    outputs = Outputs(options, "verify", words)
    from workbench.api.verifying import verify as verify_with
    from workbench.verifying import report_of_verification, write_verification_json

    file, *sources = options.files
    verification = verify_with(file, *sources, password=password)
    outputs.deliver(
        None,
        lambda put: write_verification_json(verification, put),
        lambda: print_lines(report_of_verification(verification, words)),
    )
    return verification.is_reproduced
