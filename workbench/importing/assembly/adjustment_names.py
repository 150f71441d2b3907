"""One id for each difference, however tables spell its name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rapidfuzz import fuzz, process

from workbench.domain.facts import fact
from workbench.domain.ids import AdjustmentId, Ids
from workbench.domain.import_report import InferenceStage
from workbench.domain.periods import PeriodId
from workbench.domain.sources import CellRef, FigureRole
from workbench.importing.assembly.merge import Decision
from workbench.importing.language.catalogue import kind_of_difference
from workbench.importing.language.chinese import simplify
from workbench.importing.language.vocabulary import differ_by_number, normalise
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.detected import Detected, DetectedEntryList

NET_OF_TAX = ", net of tax"
SAME_NAME = 92.0
"""The least similarity at which two spellings in different tables name one difference."""

Occurrence = tuple[str, int]
"""The key of a name, and which of the columns of one table and period with that name it is, from 1."""


def with_adjustment_ids(
    parts: Iterable[Detected],
) -> tuple[dict[AdjustmentId, str], list[Detected], list[Decision]]:
    """Return the name of each adjustment by id, and what was detected with ids in place of the names.

    Different spellings may name one adjustment across tables; two columns of one table and period are always two.
    Names joined only because they are of one common kind get a doubtful decision.
    """
    registry = NameRegistry()
    changed = []
    for part in parts:
        registry.where = CellRef(part.file, part.sheet.name)
        changed.append(_with_ids(part, registry.ids_of(_names_in(part))))
    return registry.names, changed, registry.decisions


def _with_ids(part: Detected, ids: Mapping[Occurrence, AdjustmentId]) -> Detected:
    if isinstance(part, DetectedEntryList):
        id_of = {name: ids[key_of_name(name), 1] for name in part.differences}
        entries = tuple(replace(entry, difference=id_of[entry.difference]) for entry in part.entries)
        return replace(part, entries=entries, differences=tuple(id_of[name] for name in part.differences))
    columns = tuple(
        replace(column, adjustment_or_currency=ids[key]) if key else column
        for column, key in _with_occurrences(part.columns)
    )
    return replace(part, columns=columns)


def key_of_name(name: str) -> str:
    """Return what spellings of one name have in common: its words, whatever their case and punctuation."""
    return simplify(normalise(name)).removesuffix(normalise(NET_OF_TAX)).strip() or name


def _names_in(part: Detected) -> dict[Occurrence, str]:
    """Return the names of a part by key and occurrence; a name over two columns of a period occurs twice."""
    names: dict[Occurrence, str] = {}
    if isinstance(part, DetectedEntryList):
        for name in part.differences:
            names.setdefault((key_of_name(name), 1), name)
    else:
        for column, key in _with_occurrences(part.columns):
            if key:
                names.setdefault(key, column.adjustment_or_currency)
    return names


def _with_occurrences(columns: Iterable[Column]) -> Iterator[tuple[Column, Occurrence | None]]:
    """Yield each column with the key of its difference; None if it states none."""
    seen: Counter[tuple[str, PeriodId]] = Counter()
    for column in columns:
        if column.role is not FigureRole.ADJUSTMENT:
            yield column, None
            continue
        key = key_of_name(column.adjustment_or_currency)
        seen[key, column.period.id] += 1
        yield column, (key, seen[key, column.period.id])


class NameRegistry:
    """The differences named so far; ``where``: the sheet that is being read."""

    def __init__(self) -> None:
        self.names: dict[AdjustmentId, str] = {}
        self.decisions: list[Decision] = []
        self.where: CellRef | None = None
        self._ids = Ids()
        self._id_by_key: dict[Occurrence, AdjustmentId] = {}

    def ids_of(self, names: Mapping[Occurrence, str]) -> dict[Occurrence, AdjustmentId]:
        """Return the id of each name of one table; names that are alike within it stay two."""
        ids = {key: self._id_by_key[key] for key in names if key in self._id_by_key}
        ids_taken = set(ids.values())
        free_keys = {
            adjustment: key_of_name(known_name)
            for adjustment, known_name in self.names.items()
            if adjustment not in ids_taken
        }
        for key, name in names.items():
            if key not in ids:
                adjustment_alike = self._find_alike(name, free_keys) if key[1] == 1 else None
                ids[key] = adjustment_alike or self._add(name)
                self._id_by_key[key] = ids[key]
                free_keys.pop(ids[key], None)
        return ids

    def _find_alike(self, name: str, free_keys: Mapping[AdjustmentId, str]) -> AdjustmentId | None:
        """Return the only difference of which ``name`` is another spelling; None if none or several may be meant.

        ``free_keys``: the keys of the names that the table itself does not use.
        """
        key, kind = key_of_name(name), kind_of_difference(name)
        matches = process.extract(key, free_keys, scorer=fuzz.ratio, score_cutoff=SAME_NAME, limit=None)
        candidates = [adjustment for known_key, _, adjustment in matches if not differ_by_number(key, known_key)]
        if not candidates and kind is not None:
            candidates = [adjustment for adjustment in free_keys if kind_of_difference(self.names[adjustment]) == kind]
            if len(candidates) == 1:
                outcome = fact("difference-named", name=self.names[candidates[0]])
                evidence = fact("both-about", kind=kind.fact)
                self.decisions.append(
                    Decision(
                        name,
                        outcome,
                        evidence,
                        self.where,
                        is_doubtful=True,
                        stage=InferenceStage.ADJUSTMENT,
                    )
                )
        return candidates[0] if len(candidates) == 1 else None

    def _add(self, name: str) -> AdjustmentId:
        adjustment = AdjustmentId(self._ids.new(name.removesuffix(NET_OF_TAX), "adjustment"))
        self.names[adjustment] = name
        return adjustment
