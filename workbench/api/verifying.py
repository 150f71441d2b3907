"""Whether a file that left the program is still what its sources come to."""

from typing import TYPE_CHECKING

from workbench.api.paths import File, path_of
from workbench.opening import is_project_file

if TYPE_CHECKING:
    from workbench.verifying import Verification


def verify(file: File, *sources: File, password: str = "") -> "Verification":
    """Return what was verified of ``file``, a review workbook, a project or a bundle, with the ``sources`` at hand.

    Every formula is calculated again, exactly; every figure is compared with what was written, and with its cell in
    the sources. ``is_reproduced`` says whether nothing differs; ``deviations`` lists what does, ``unverified`` what
    could not be compared. Sources of a project are also looked for beside it and where they were imported from.
    ``password`` opens protected workbooks.

    Raises WorkbenchError if the file is neither, or if a file cannot be read.
    """
    from workbench.verifying import is_bundle, verify_bundle, verify_project, verify_review_workbook

    path, given = path_of(file), [path_of(source) for source in sources]
    if is_bundle(path):
        return verify_bundle(path, given, password)
    return (verify_project if is_project_file(path) else verify_review_workbook)(path, given, password)
