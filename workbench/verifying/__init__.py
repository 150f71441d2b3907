"""Whether a file that left the program is still what its sources come to: for somebody who has only the files."""

from workbench.verifying.files import verify_files
from workbench.verifying.report import report_of_verification, write_verification_json
from workbench.verifying.verification import Checked, Difference, DifferenceKind, Unverified, Verification

__all__ = [
    "Checked",
    "Difference",
    "DifferenceKind",
    "Unverified",
    "Verification",
    "report_of_verification",
    "verify_files",
    "write_verification_json",
]
