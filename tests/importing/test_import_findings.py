"""What an import reports is a fact about a subject: its sentence, its parts and its values hold together."""

import ast
import string
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.importing.judging import read_here
from tests.importing.small_books import Rows, imported
from workbench.domain.facts import REMARK, Fact, FactValue, fact
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.subjects import PROJECT, FigureSubject, SourceSubject, subject_of
from workbench.errors import ImportRefused
from workbench.importing import project_from, report
from workbench.importing.report.findings import place_of
from workbench.importing.report.parts_of_sentences import join_by, name_first, quote_all
from workbench.phrases import ENGLISH, say
from workbench.wording import phrase_of, say_fact
from workbench.wording.facts import PATTERNS
from workbench.wording.import_findings import IMPORT_FINDINGS
from workbench.wording.patterns import Plural
from workbench.wording.scales import SCALE_IN_WORDS

FAULTS = sorted((Path(__file__).parent.parent / "cases" / "faults").glob("*.xlsx"))
SOURCES = sorted(Path(str(report.__file__)).parent.glob("*.py"))
PERIODS = ("label-of-period", "short-label-of-period")
"""Facts that hold the period itself beside its label."""


def facts_made() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the key of each fact that the modules of reports make in one call, with the names of its values."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "fact":
                names = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
                key = node.args[0]
                if any(keyword.arg is None for keyword in node.keywords):
                    continue  # values of several facts, by their names
                for choice in (key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,):
                    if isinstance(choice, ast.Constant):
                        yield str(choice.value), names


def names_in(pattern: str | Plural) -> set[str]:
    patterns = pattern if isinstance(pattern, Plural) else (pattern,)
    return {name for text in patterns for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("key", "names"), sorted(set(facts_made()), key=str))
def test_the_sentence_of_a_fact_says_all_its_values_and_no_others(key: str, names: frozenset[str]) -> None:
    if key == SCALE_IN_WORDS:
        return
    unsaid = {"count"} if isinstance(PATTERNS[key], Plural) else {"period"} if key in PERIODS else set()
    assert names | unsaid == names_in(PATTERNS[key]) | unsaid


def test_both_sentences_of_one_fact_say_the_same_values() -> None:
    for pattern in IMPORT_FINDINGS.values():
        if isinstance(pattern, Plural):
            assert names_in(pattern.singular) | {"count"} == names_in(pattern.plural) | {"count"}


def findings_of(path: Path) -> tuple[Finding, ...]:
    try:
        return project_from([read_here(path)]).import_findings
    except ImportRefused:
        return ()


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: path.stem)
def test_every_finding_is_a_fact_about_something(path: Path) -> None:
    for finding in findings_of(path):
        assert finding.fact.key != REMARK
        assert subject_of(finding.subject.key) == finding.subject
        if isinstance(finding.subject, SourceSubject):
            assert finding.subject.place.file == path.name


def test_a_cell_that_cannot_be_read_is_a_finding_about_its_figure(tmp_path: Path) -> None:
    rows: Rows = [
        ["Statement of operations"],
        ["(in thousands of RMB)"],
        [None, "FY2024", "FY2023"],
        ["Revenue", 1000, 900],
        ["Operating costs", "to follow", -500],
        ["Operating profit", 400, 400],
    ]
    findings = imported(tmp_path, {"PL": rows}).project.import_findings
    (unread,) = (finding for finding in findings if finding.status is FindingStatus.FAIL)
    assert unread.fact["why"] == fact("not-a-number", text="to follow")
    assert unread.subject == FigureSubject(
        "operations", "operating_costs", "2024-01-01/2024-12-31", FigureRole.AS_REPORTED
    )


@pytest.mark.parametrize(
    ("cells", "subject"),
    [
        ([], PROJECT),
        ([CellRef("a.xlsx", "BS", "B4")], SourceSubject(CellRef("a.xlsx", "BS", "B4"))),
        ([CellRef("a.xlsx", "BS", "B4"), CellRef("a.xlsx", "BS", "B9")], SourceSubject(CellRef("a.xlsx", "BS", "B4"))),
        ([CellRef("a.xlsx", "BS", "B4"), CellRef("a.xlsx", "PL", "B4")], SourceSubject(CellRef("a.xlsx", ""))),
        ([CellRef("a.xlsx", "BS"), CellRef("b.xlsx", "BS")], PROJECT),
    ],
)
def test_cells_are_about_the_first_of_them_or_what_they_share(cells: list[CellRef], subject: object) -> None:
    assert place_of(cells) == subject


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (name_first(["A1", "A2"], 2), "A1, A2"),
        (name_first(["A1", "A2", "A3", "A4"], 2), "A1, A2 and 2 more"),
        (tuple(quote_all(["Leases", "Tax"])), "'Leases', 'Tax'"),
        (join_by("both", ["EUR", "RMB", "USD"]), "EUR and RMB and USD"),
        (join_by("either", ["EUR"]), "EUR"),
        ((Decimal("-1234.50"), 7), "(1,234.5), 7"),
    ],
)
def test_lists_are_said_as_people_write_them(told: FactValue, words: str) -> None:
    assert say_fact(fact("remark", text=told), ENGLISH) == words


def test_a_list_of_thousands_can_be_said() -> None:
    cells = tuple(f"A{row}" for row in range(5_000))
    assert say_fact(fact("remark", text=cells), ENGLISH) == ", ".join(cells)


def test_a_refusal_says_the_fact_that_it_is_for() -> None:
    why = fact("no-statement-was-found", files=("a.xlsx", "b.xlsx"), why=fact("what-a-table-needs"))
    sentence = ImportRefused(phrase_of(why)).sentence
    assert say(sentence, ENGLISH) == say_fact(why, ENGLISH)
    assert say_fact(why, ENGLISH).startswith("a.xlsx, b.xlsx: no statement was found. A table needs captions")


def test_a_fact_of_a_later_version_is_known_by_its_key() -> None:
    assert say_fact(Fact("nobody-knows-this"), ENGLISH) == "nobody-knows-this"
