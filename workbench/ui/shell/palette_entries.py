"""What the palette offers: every action, place and panel, each with what Enter on it does."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QAction, QKeySequence

from workbench.catalogue.differences import kinds
from workbench.commands import SwitchTo
from workbench.domain.findings import CheckId, FindingStatus
from workbench.journals.name_index import NameIndex, plain_name
from workbench.phrases import phrase
from workbench.search.places import Place, PlaceKind
from workbench.ui.shell.action_lists.handlers import difference_actions
from workbench.ui.shell.action_lists.menus import BAR, SUBMENUS
from workbench.ui.shell.action_records import Action, Menu, Need
from workbench.ui.shell.actions import ACTIONS
from workbench.ui.toolkit.language import tr, tr_count, tr_fact
from workbench.wording.names import with_capital

if TYPE_CHECKING:
    from workbench.ui.shell.workspace import Workspace

MNEMONIC_IN_BRACKETS, MNEMONIC = re.compile(r"\(&\w\)"), re.compile(r"&(.)")
"""``文件(&F)`` and ``&File``."""
MENU_SEPARATOR = " › "
NOT_IN_NAME = 0.55
"""What a match in the help line of an action is worth, beside one in its name."""
KINDS = {
    PlaceKind.STATEMENT: phrase("Statement"),
    PlaceKind.PERIOD: phrase("Period"),
    PlaceKind.DIFFERENCE: phrase("Difference"),
    PlaceKind.SCENARIO: phrase("Apply this scenario"),
}
WHY_NOT = {
    Need.NO_IMPORT: phrase("Finish or cancel the import first"),
    Need.DOCUMENT: phrase("Open a project first"),
    Need.STEP_TO_UNDO: phrase("There is nothing to undo"),
    Need.STEP_TO_REDO: phrase("There is nothing to redo"),
}


class Entry(NamedTuple):
    """``key``: stays the same as long as what it stands for. ``where``: its menu, its statement, what it is.

    ``why_not``: why it cannot be chosen now; "" if it can. ``more``: other words by which it is found.
    ``place``: where it leads, if it is a place of the project.
    """

    key: str
    name: str
    act: Callable[[], object]
    where: str = ""
    keys: str = ""
    why_not: str = ""
    more: str = ""
    place: Place | None = None


class FoundEntry(NamedTuple):
    """``score``: how sure it is that the entry is meant, up to 100."""

    entry: Entry
    score: float


class EntryIndex:
    """Entries by their names, and by the other words of each."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex((number, plain_name(entry.name)) for number, entry in enumerate(self.entries))

    @cached_property
    def _other_names(self) -> NameIndex:
        return NameIndex(
            (number, plain_name(text))
            for number, entry in enumerate(self.entries)
            for text in (f"{entry.where} {entry.name}", entry.more)
        )

    def search(self, text: str) -> list[FoundEntry]:
        """Return what a person may mean by ``text``."""
        plain = plain_name(text)
        others = self._other_names.search(plain, forgives_slips=False)
        scores = {number: score * NOT_IN_NAME for number, score in others.items()}
        for number, score in self._names.search(plain).items():
            scores[number] = max(score, scores.get(number, 0.0))
        return [FoundEntry(self.entries[number], score) for number, score in scores.items()]


def without_mnemonic(text: str) -> str:
    """Return the text of a menu entry without the mark of its letter."""
    return MNEMONIC.sub(r"\1", MNEMONIC_IN_BRACKETS.sub("", text))


def path_of(action: Action) -> str:
    """Return the menus that lead to an action: ``View › Colors``."""
    menu: Menu | None = next(place.menu for place in action.places if place.menu in (*BAR, *SUBMENUS))
    titles = []
    while menu is not None:
        titles.append(without_mnemonic(tr(menu.title)))
        menu = menu.inside.menu if menu.inside else None
    return MENU_SEPARATOR.join(reversed(titles))


def entries_of_actions(
    action_named: Callable[[str], QAction], act: Callable[[str], None], *, is_importing: bool
) -> Iterator[Entry]:
    """Yield every action with its menu and keys; those that are not offered say why."""
    for action in ACTIONS:
        qt_action = action_named(action.name)
        is_without_import = action.needs is not Need.NOTHING and is_importing
        why_not = WHY_NOT[Need.NO_IMPORT if is_without_import else action.needs] if not qt_action.isEnabled() else ""
        where = path_of(action)
        yield Entry(
            key=f"action {action.name}",
            name=without_mnemonic(tr(action.text)),
            act=partial(act, action.name),
            where=tr("{menu}, on", menu=where) if qt_action.isChecked() else where,
            keys=QKeySequence(action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if action.keys else "",
            why_not=tr(why_not) if why_not else "",
            more=tr(action.help_line),
        )


def entries_of_recent_files(paths: Iterable[Path], open_file: Callable[[Path], object]) -> Iterator[Entry]:
    for path in paths:
        yield Entry(f"file {path}", path.name, partial(open_file, path), str(path.parent), more=str(path))


def entries_of_document(workspace: "Workspace") -> Iterator[Entry]:
    """Yield the panels of an open document, the switch of each difference, and the kinds that the catalog offers."""
    for name, dock in workspace.docks.items():
        yield Entry(f"panel {name}", dock.windowTitle(), partial(workspace.show_panel, name), tr("Panel"))
    project = workspace.document.session.project
    for adjustment in project.adjustments:
        is_on = adjustment.id in project.enabled
        name = tr("Switch off {name}", name=adjustment.name) if is_on else tr("Switch on {name}", name=adjustment.name)
        yield Entry(
            f"switch {adjustment.id}",
            name,
            partial(workspace.adjustments_panel.toggle, adjustment.id),
            tr("Difference, on") if is_on else tr("Difference, off"),
            more=adjustment.name,
        )
    for kind in kinds():
        yield Entry(
            f"kind {kind.id}",
            with_capital(tr_fact(kind.fact)),
            partial(difference_actions().add_from_catalogue, workspace, kind.id),
            tr("New difference from the catalog"),
            more=" ".join((kind.name, *kind.standards)),
        )


def entry_of_place(workspace: "Workspace", place: Place, failures: Counter[CheckId]) -> Entry:
    """Return a place as an entry; a scenario is applied, at any other place Enter goes there."""
    match place.kind:
        case PlaceKind.LINE:
            where = place.inside
        case PlaceKind.CHECK:
            where = _say_outcome(failures[place.check])
        case _:
            where = tr(KINDS[place.kind])
    is_scenario = place.kind is PlaceKind.SCENARIO
    act = partial(_apply, workspace, place.key) if is_scenario else partial(workspace.go_to_place, place)
    return Entry(f"{place.kind.name} {place.statement} {place.key}", place.name, act, where, place=place)


def _apply(workspace: "Workspace", name: str) -> None:
    scenarios = workspace.document.session.project.scenarios
    if name in scenarios:
        workspace.execute(SwitchTo(scenarios[name]))


def failures_by_check(workspace: "Workspace") -> Counter[CheckId]:
    """Return how often each check fails."""
    findings = workspace.checks_run.findings
    return Counter(finding.check for finding in findings if finding.status is FindingStatus.FAIL)


def _say_outcome(failures: int) -> str:
    """Return what a check has found."""
    return tr_count("Check, {count} failure", "Check, {count} failures", failures) if failures else tr("Check")
