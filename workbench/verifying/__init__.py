"""Whether a file that left the program is still what its sources come to: for somebody who has only the files."""

from workbench.verifying.own_bundle import is_bundle, verify_bundle
from workbench.verifying.own_project import verify_project
from workbench.verifying.own_workbook import verify_review_workbook
from workbench.verifying.report import report_of_verification, write_verification_json
from workbench.verifying.verification import Checked, Deviation, DeviationKind, Unverified, Verification

__all__ = [
    "Checked",
    "Deviation",
    "DeviationKind",
    "Unverified",
    "Verification",
    "is_bundle",
    "report_of_verification",
    "verify_bundle",
    "verify_project",
    "verify_review_workbook",
    "write_verification_json",
]
