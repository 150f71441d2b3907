"""Saving an anonymized copy of the open project, and saying what came of it."""

from pathlib import Path
from random import SystemRandom

from workbench.anonymising import anonymise
from workbench.domain.findings import CheckId
from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.phrases import phrase, phrase_of_list
from workbench.progress import Progress
from workbench.store.save import save
from workbench.ui.toolkit.language import tr, window_words
from workbench.wording.names import name_of_check


def save_anonymised(project: Project, path: Path, progress: Progress, own: Path | None) -> tuple[CheckId, ...]:
    """Save an anonymized copy of a project; return the checks that say something else of it, usually none.

    Raises WorkbenchError for the path of the project itself, ``own``, and as ``store.save`` does.
    """
    if own is not None and path.resolve() == own.resolve():
        raise WorkbenchError("{file} is the project itself. Choose another name for the copy.", file=path.name)
    progress.step(0, 2, phrase("Replacing figures and names"))
    made = anonymise(project, SystemRandom())
    progress.step(1, 2, phrase("Writing the project"))
    save(made.project, path)
    return made.differing


def say_how_alike(path: Path, differing: tuple[CheckId, ...]) -> str:
    """Return that a copy was saved, and which checks say something else of it."""
    if not differing:
        return tr("Saved an anonymized copy to {path}. All checks say the same of it", path=str(path))
    checks = phrase_of_list([name_of_check(check, window_words()) for check in differing])
    return tr(
        "Saved an anonymized copy to {path}. These checks say something else of it: {checks}",
        path=str(path),
        checks=checks,
    )
