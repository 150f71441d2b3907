"""What the window logs: each job with its files, duration and outcome."""

from pathlib import Path

from PySide6.QtCore import QObject, qVersion

from workbench import log
from workbench.errors import WorkbenchError
from workbench.progress import Cancelled
from workbench.ui.toolkit.jobs import Job, Jobs

FOLDER = "log"


class ActivityLog(QObject):
    """Keeps the log in ``state_folder`` and records what ``jobs`` did."""

    def __init__(self, jobs: Jobs, state_folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        log.start_log(state_folder / FOLDER)
        log.record(f"window: Qt {qVersion()}")
        jobs.ended.connect(_record_job)


def _record_job(job: Job) -> None:
    """Record how ``job`` ended, unless it succeeded and the user was not waiting for it."""
    what = " ".join((job.code_name, *(log.name_file(path) for path in job.files)))
    match job.error:
        case WorkbenchError():
            outcome = "refused"
        case Cancelled():
            outcome = "cancelled"
        case None:
            outcome = "cancelled" if job.is_cancelled else "done"
        case _:
            outcome = "fault"
    if job.is_quiet and outcome == "done":
        return
    log.record(f"{what}: {outcome} in {job.seconds:.2f} s")
    if isinstance(job.error, WorkbenchError):
        log.record_refusal(job.error)


def fault_report(fault: BaseException) -> str:
    """Return details for a fault report: versions, types and places in the code, and the last lines of the log."""
    lines = (*log.about_program(), f"Qt {qVersion()}", "", *log.describe_fault(fault), "", *log.last_lines())
    return "\n".join(lines)
