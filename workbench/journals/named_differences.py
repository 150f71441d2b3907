"""The differences that entries of a file go to: by their names, however they are spelled, or by their ids."""

import re
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz, process

from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId, Ids
from workbench.errors import WorkbenchError
from workbench.importing.assembly.adjustment_names import SAME_NAME, key_of_name
from workbench.importing.language.catalogue import kind_named
from workbench.importing.language.vocabulary import differ_by_number
from workbench.phrases import phrase_of_list


class NamedDifferences:
    """The differences of a project, and those that are added because nothing has a name like theirs."""

    def __init__(self, known: Iterable[Adjustment]) -> None:
        self._by_id = {adjustment.id: adjustment for adjustment in known}
        self._ids = Ids(self._by_id)
        self._named: dict[str, Adjustment] = {}

    def with_id(self, key: AdjustmentId) -> Adjustment:
        return self._by_id[key]

    def find(self, name: str) -> Adjustment:
        """Return the difference of a name, else of an id; a new one if neither is like ``name``.

        Raises WorkbenchError if several may be meant, or if one has almost this name.
        """
        if name not in self._named:
            self._named[name] = self._find_known(name) or self._new(name)
        return self._named[name]

    def _find_known(self, name: str) -> Adjustment | None:
        for found in (self._where(_plain, name), self._spelled_like(name)):
            if len(found) > 1:
                raise WorkbenchError(
                    "'{name}' may be any of these differences: {choices}. Enter the id of one.",
                    name=name,
                    choices=phrase_of_list([adjustment.id for adjustment in found]),
                )
            if found:
                return found[0]
        return self._by_id.get(AdjustmentId(name))

    def _where(self, spelling: Callable[[str], str], name: str) -> list[Adjustment]:
        return [known for known in self._by_id.values() if spelling(known.name) == spelling(name)]

    def _spelled_like(self, name: str) -> list[Adjustment]:
        return [known for known in self._where(key_of_name, name) if not _differ_by_number(name, known.name)]

    def _new(self, name: str) -> Adjustment:
        if closest := self._closest(name):
            raise WorkbenchError(
                "No difference is called '{name}'. The closest is '{closest}'. Correct the name, or add the "
                "difference first.",
                name=name,
                closest=closest,
            )
        key = AdjustmentId(self._ids.new(name, "difference"))
        self._by_id[key] = Adjustment(key, name, kind=kind_named(name))
        return self._by_id[key]

    def _closest(self, name: str) -> str:
        """Return the name of a difference that may be ``name`` misspelled; "" if there is none."""
        keys = {known.name: key_of_name(known.name) for known in self._by_id.values()}
        found = process.extract(key_of_name(name), keys, scorer=fuzz.ratio, score_cutoff=SAME_NAME, limit=None)
        return next((known for _, _, known in found if not _differ_by_number(name, known)), "")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _differ_by_number(name: str, other_name: str) -> bool:
    """True if two names have different numbers, even in brackets, where those of notes stand."""
    return differ_by_number(*(re.sub(r"[\W_]+", " ", text.casefold()) for text in (name, other_name)))
