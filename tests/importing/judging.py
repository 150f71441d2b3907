"""Reads a variant of a workbook and says whether every figure is right, or which are wrong and whether that is said."""

import io
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from openpyxl.utils import coordinate_to_tuple

from tests.answers import answer_of
from tests.found import message
from tests.importing.expected import FIVE_WORKBOOKS, Difference, found_differences
from tests.importing.mutations import (
    FAMILIES,
    DoesNotApplyError,
    Mutation,
    Variant,
    all_mutations,
    family_of,
    mutated,
)
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.sources import CellRef
from workbench.engine import Engine
from workbench.errors import ImportRefused
from workbench.importing import project_from
from workbench.workbooks import SourceWorkbook, child
from workbench.workbooks.child_protocol import ReadReceiver, ReadStream

IMPORT_CHECK = "import"
READ_OUTRIGHT = 0.97
"""The share of variants in which every figure must be right."""
PROCESSES = 2


class Verdict(StrEnum):
    """How a variant was read. ``SAID``: some figures are missing or wrong, and a finding names their table."""

    RIGHT = "all right"
    SAID = "doubtful and said"
    REFUSED = "refused"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of one variant; ``said``: the warnings and failures of the import."""

    name: str
    stem: str
    family: str
    verdict: Verdict
    differences: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def read_here(path: Path) -> SourceWorkbook:
    """Return a workbook as the child process would read it, without the process."""
    told = io.StringIO()
    answer = ReadStream(told)
    before = sys.modules.get("numpy")
    try:
        child.read(path, answer)
    finally:
        if before is not None:
            sys.modules["numpy"] = before  # the child forgets it, to start faster
    received = ReadReceiver()
    for line in told.getvalue().splitlines():
        received.take(line.encode())
    return SourceWorkbook(path.name, received.digest, received.size, tuple(received.sheets), received.warnings)


def judged(variant: Variant) -> Judgement:
    """Import a variant and compare it with what it states."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "variant.xlsx"
        path.write_bytes(variant.content)
        workbook = read_here(path)
    identity = (variant.name, variant.stem, variant.family)
    try:
        project = project_from([workbook])
        answer = answer_of(Engine().results(project), project.import_findings)
    except ImportRefused as refusal:
        return Judgement(*identity, Verdict.REFUSED, (str(refusal),))
    except Exception as error:  # a defect like any other, in a table of many
        place = re.sub(r".*/", "", str(error.__traceback__ and innermost(error)))
        return Judgement(*identity, Verdict.WRONG, (f"{type(error).__name__}: {error} ({place})",))
    found = found_differences(answer, variant.expected)
    doubts = [f for f in project.import_findings if f.status in (FindingStatus.WARNING, FindingStatus.FAIL)]
    silent = [difference for difference in found if not is_said(difference, variant, doubts)]
    verdict = Verdict.RIGHT if not found else Verdict.WRONG if silent else Verdict.SAID
    sentences = [difference.sentence for difference in (*silent, *(d for d in found if d not in silent))]
    return Judgement(*identity, verdict, tuple(sentences), tuple(message(doubt) for doubt in doubts))


def innermost(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""


def is_said(difference: Difference, variant: Variant, doubts: Sequence[Finding]) -> bool:
    """True where a finding names a cell of the table, or an entry of the statement, that is read wrongly."""
    table, refs = difference.table, [ref for doubt in doubts if doubt.check == IMPORT_CHECK for ref in doubt.where]
    if table and table.case not in variant.areas:
        sheet, rows = variant.areas["list"][0], variant.entries[table.period]
        return any(ref.sheet == sheet and ref.cell and coordinate_to_tuple(ref.cell)[0] in rows for ref in refs)
    areas = [variant.areas[table.case]] if table else list(variant.areas.values())
    return any(names(ref, area, variant) for ref in refs for area in areas)


def names(ref: CellRef, area: tuple[str, int, int, int, int], variant: Variant) -> bool:
    """True where a reference is to a cell of a table, or to a whole sheet that holds no other table."""
    sheet, top, left, bottom, right = area
    if ref.sheet != sheet:
        return False
    if not ref.cell:
        return len({place for place in variant.areas.values() if place[0] == sheet}) == 1
    row, column = coordinate_to_tuple(ref.cell)
    return top <= row <= bottom and left <= column <= right


# ----------------------------------------------------------------------------------------------- many at once

Spec = tuple[str, tuple[Mutation, ...]]


def specs(stem: str, family: str) -> list[Spec]:
    return [(stem, mutations) for mutations in all_mutations(stem) if family_of(mutations) == family]


def judged_number(stem: str, number: int) -> Judgement | None:
    """Judge one of a workbook's variants by its number; None where the mutation has nothing to change."""
    mutations = list(all_mutations(stem))[number]
    try:
        return judged(mutated(stem, mutations))
    except DoesNotApplyError:
        return None


def numbers_of(stem: str, families: Sequence[str]) -> list[int]:
    return [number for number, each in enumerate(all_mutations(stem)) if family_of(each) in families]


def pool() -> ProcessPoolExecutor:
    """Return processes to judge in; they import nothing of this one."""
    return ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn"))


def sample_of(stem: str, family: str, share: float) -> list[tuple[str, int]]:
    """Return a share of the variants of a workbook and a family, the same every time, by their numbers."""
    numbers = numbers_of(stem, [family])
    return [(stem, number) for number in Random(f"{stem} {family}").sample(numbers, ceil(share * len(numbers)))]


def judgements(executor: ProcessPoolExecutor, asked: Sequence[tuple[str, int]]) -> Iterator[Judgement]:
    """Yield a judgement for each of the variants asked for."""
    for found in executor.map(judged_number, *zip(*asked, strict=True), chunksize=4) if asked else ():
        if found is not None:
            yield found


def tally_table(found: Sequence[Judgement]) -> str:
    """Return family × workbook: variants, all right, doubtful and said, refused, WRONG."""
    counts = Counter((each.family, each.stem, each.verdict) for each in found)
    heads = ["family", *FIVE_WORKBOOKS, "together"]
    lines = [heads, ["---"] * len(heads)]
    for family in [*(f for f in FAMILIES if any(each.family == f for each in found)), None]:
        cells = []
        for stem in (*FIVE_WORKBOOKS, None):
            numbers = [
                sum(n for (f, s, v), n in counts.items() if family in (f, None) and stem in (s, None) and v is verdict)
                for verdict in Verdict
            ]
            cells.append(f"{sum(numbers)}: {' / '.join(map(str, numbers))}" if sum(numbers) else "")
        lines.append([family or "all families", *cells])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def table_of_results(families: Sequence[str] = FAMILIES) -> tuple[str, list[Judgement]]:
    """Judge every variant of some families and return the table and the judgements."""
    with pool() as executor:
        asked = [(stem, number) for stem in FIVE_WORKBOOKS for number in numbers_of(stem, families)]
        found = list(judgements(executor, asked))
    right = sum(each.verdict is Verdict.RIGHT for each in found)
    title = "variants: all right / doubtful and said / refused / WRONG"
    return f"{title}\n\n{tally_table(found)}\n\n{right} of {len(found)} all right ({right / len(found):.1%})", found


def main(arguments: Sequence[Any]) -> int:
    """Print what became of every variant; return 1 if one is read wrongly in silence, or too few outright."""
    families = [argument for argument in arguments if argument in FAMILIES] or FAMILIES
    table, found = table_of_results(families)
    sys.stdout.write(f"{table}\n")
    if "-v" in arguments:
        for each in found:
            if each.verdict is not Verdict.RIGHT:
                sys.stdout.write(f"\n{each.verdict}: {each.name}\n")
                sys.stdout.write(
                    "".join(
                        f"    {text}\n"
                        for text in (*each.differences[:3], *(f"said: {s[:200]}" for s in each.said[:4]))
                    )
                )
    right = sum(each.verdict is Verdict.RIGHT for each in found)
    is_wrong = any(each.verdict is Verdict.WRONG for each in found)
    return int(is_wrong or right < READ_OUTRIGHT * len(found))
