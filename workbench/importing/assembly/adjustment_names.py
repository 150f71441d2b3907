"""One id for each difference, however tables spell its name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rapidfuzz import fuzz, process

from workbench.domain.ids import AdjustmentId, Ids
from workbench.domain.import_report import InferenceStage
from workbench.domain.sources import CellRef, FigureRole
from workbench.importing.assembly.merge import Decision
from workbench.importing.language.catalogue import kind_of_difference
from workbench.importing.language.chinese import simplify
from workbench.importing.language.vocabulary import normalise, tell_apart
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.detected import Detected, DetectedEntryList

NET_OF_TAX = ", net of tax"
SAME_NAME = 92.0
"""Similarity from which two spellings in different tables name one difference."""

Occurrence = tuple[str, int]
"""The key of a name, and which of the columns of one table and period with that name it is, from 1."""


def with_adjustment_ids(
    parts: Iterable[Detected],
) -> tuple[dict[AdjustmentId, str], list[Detected], list[Decision]]:
    """Return the name of each adjustment by id, and what was detected with ids in place of the names.

    One spelling or another names one adjustment in all tables; two columns of one table and period are always two.
    Names that only a common kind of difference joins are doubted, in the notes.
    """
    registry = NameRegistry()
    changed = []
    for part in parts:
        registry.where = CellRef(part.file, part.sheet.name)
        changed.append(_with_ids(part, registry.ids_of(_names_in(part))))
    return registry.names, changed, registry.decisions


def _with_ids(part: Detected, ids: Mapping[Occurrence, AdjustmentId]) -> Detected:
    if isinstance(part, DetectedEntryList):
        id_of = {name: ids[_key(name), 1] for name in part.differences}
        entries = tuple(replace(entry, difference=id_of[entry.difference]) for entry in part.entries)
        return replace(part, entries=entries, differences=tuple(id_of[name] for name in part.differences))
    columns = tuple(
        replace(column, adjustment_or_currency=ids[key]) if key else column
        for column, key in _with_occurrences(part.columns)
    )
    return replace(part, columns=columns)


def _key(name: str) -> str:
    return simplify(normalise(name.removesuffix(NET_OF_TAX))) or name


def _names_in(part: Detected) -> dict[Occurrence, str]:
    """Return the names of a part by key and occurrence: a name that stands over two columns of a period twice."""
    names: dict[Occurrence, str] = {}
    if isinstance(part, DetectedEntryList):
        for name in part.differences:
            names.setdefault((_key(name), 1), name)
    else:
        for column, key in _with_occurrences(part.columns):
            if key:
                names.setdefault(key, column.adjustment_or_currency)
    return names


def _with_occurrences(columns: Iterable[Column]) -> Iterator[tuple[Column, Occurrence | None]]:
    """Yield each column with the key of its difference; None where it states none."""
    seen: Counter[tuple[str, str]] = Counter()
    for column in columns:
        if column.role is not FigureRole.ADJUSTMENT:
            yield column, None
            continue
        key = _key(column.adjustment_or_currency)
        seen[key, column.period.id] += 1
        yield column, (key, seen[key, column.period.id])


class NameRegistry:
    """The differences met so far; ``where``: the sheet that is looked at."""

    def __init__(self) -> None:
        self.names: dict[AdjustmentId, str] = {}
        self.decisions: list[Decision] = []
        self.where: CellRef | None = None
        self._ids = Ids()
        self._by_key: dict[Occurrence, AdjustmentId] = {}

    def ids_of(self, names: Mapping[Occurrence, str]) -> dict[Occurrence, AdjustmentId]:
        """Return the id of each name of one table; names that are alike within it stay two."""
        found = {key: self._by_key[key] for key in names if key in self._by_key}
        taken = set(found.values())
        free = {each: _key(known) for each, known in self.names.items() if each not in taken}
        for key, name in names.items():
            if key not in found:
                alike = self._alike(name, free) if key[1] == 1 else None
                found[key] = alike or self._new(name)
                self._by_key[key] = found[key]
                free.pop(found[key], None)
        return found

    def _alike(self, name: str, free: Mapping[AdjustmentId, str]) -> AdjustmentId | None:
        """Return the one difference that ``name`` spells in another way, of those that the table does not name itself.

        ``free``: the keys of their names.
        """
        key, kind = _key(name), kind_of_difference(name)
        alike = process.extract(key, free, scorer=fuzz.ratio, score_cutoff=SAME_NAME, limit=None)
        close = [each for known, _, each in alike if not tell_apart(key, known)]
        if not close and kind is not None:
            close = [each for each in free if kind_of_difference(self.names[each]) == kind]
            if len(close) == 1:
                taken_for = f"the difference '{self.names[close[0]]}'"
                self.decisions.append(
                    Decision(
                        name, taken_for, f"both are about {kind.name}", self.where, (), True, InferenceStage.ADJUSTMENT
                    )
                )
        return close[0] if len(close) == 1 else None

    def _new(self, name: str) -> AdjustmentId:
        fresh = self._ids.new(name.removesuffix(NET_OF_TAX), "adjustment")
        self.names[fresh] = name
        return fresh
