"""Every fact has a sentence, every sentence a fact; and what checks find of the samples is said in every state."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import workbench
from tests.importing.expected import FIVE_WORKBOOKS
from tests.importing.layouts import sample_folder
from tests.translation.pseudo_language import english_in, in_english, pseudo_language
from workbench.checks import CHECKS
from workbench.domain.facts import Fact, FactValue, fact, remark
from workbench.domain.findings import Finding
from workbench.domain.periods import LABEL_OF_PERIOD, SHORT_LABEL_OF_PERIOD
from workbench.domain.project import Project
from workbench.domain.statements import TITLE_OF_STATEMENT
from workbench.domain.subjects import AdjustmentSubject, FigureSubject, StatementSubject, Subject, subject_of
from workbench.engine.recalculate import calculate
from workbench.importing import import_workbooks
from workbench.phrases import ENGLISH
from workbench.wording import message_of, say_fact
from workbench.wording.check_findings import CHECK_FINDINGS
from workbench.wording.facts import PATTERNS
from workbench.wording.import_evidence import IMPORT_EVIDENCE
from workbench.wording.import_findings import IMPORT_FINDINGS
from workbench.wording.journals import JOURNALS
from workbench.wording.names import CHECKS as NAMES
from workbench.wording.patterns import Plural
from workbench.wording.scales import SCALE_IN_WORDS
from workbench.workbooks import begin_reading

PACKAGE = Path(workbench.__file__).parent
TABLES = {"checks": CHECK_FINDINGS, "findings": IMPORT_FINDINGS, "evidence": IMPORT_EVIDENCE, "journals": JOURNALS}


# ---- the source


@cache
def facts_made() -> Mapping[str, list[tuple[str, frozenset[str]]]]:
    """Return where the program makes each fact, and the names of the values it gives, by the key of the fact."""
    made: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "fact"):
                continue
            (key,) = node.args
            if isinstance(key, ast.Constant):
                names = frozenset(keyword.arg or "**" for keyword in node.keywords)
                made.setdefault(str(key.value), []).append((f"{path.relative_to(PACKAGE)}:{node.lineno}", names))
    return made


SAID_OTHERWISE = {SCALE_IN_WORDS, LABEL_OF_PERIOD, SHORT_LABEL_OF_PERIOD, TITLE_OF_STATEMENT}
"""The keys of facts that are no pattern: names of scales and of periods, titles."""


@cache
def texts_and_beginnings() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return every text of the program outside the wording, and what computed keys of facts begin with."""
    texts: set[str] = set()
    beginnings: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        if "wording" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
    return frozenset(texts), tuple(beginning for beginning in beginnings if beginning.endswith("-"))


def is_made(key: str) -> bool:
    texts, beginnings = texts_and_beginnings()
    return key in texts or key.startswith(beginnings)


def names_in(pattern: str | Plural) -> set[str]:
    """Return the names of the values that stand in a pattern, or in either of two."""
    texts = pattern if isinstance(pattern, Plural) else (pattern,)
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_fact_that_the_program_makes_has_a_sentence() -> None:
    assert [
        (key, places) for key, places in facts_made().items() if key not in PATTERNS and key not in SAID_OTHERWISE
    ] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_sentence_is_that_of_a_fact(table: str) -> None:
    assert [key for key in TABLES[table] if not is_made(key)] == []


def test_no_key_has_two_sentences() -> None:
    assert [key for table in TABLES.values() for key, pattern in table.items() if PATTERNS[key] != pattern] == []


def test_every_fact_has_the_values_that_stand_in_its_sentence() -> None:
    assert [
        (place, key)
        for key, places in facts_made().items()
        for place, given in places
        if "**" not in given and not names_in(PATTERNS.get(key, "")) <= given
    ] == []


def test_of_two_sentences_one_is_chosen_by_a_count() -> None:
    plurals = [key for key, pattern in PATTERNS.items() if isinstance(pattern, Plural)]
    assert [
        (key, place) for key in plurals for place, given in facts_made().get(key, ()) if not given & {"count", "**"}
    ] == []


# ---- the samples


@cache
def project_of_sample(stem: str) -> Project:
    return import_workbooks([begin_reading(sample_folder() / f"{stem}.xlsx")])


def states(project: Project) -> Iterator[Project]:
    """Yield the project with every difference on, with none, and with each one off."""
    every = frozenset(project.adjustment_by_id)
    for enabled in dict.fromkeys((every, frozenset[str](), *(every - {adjustment} for adjustment in every))):
        yield replace(project, enabled=enabled)


def findings_in_every_state(project: Project) -> Iterator[Finding]:
    """Yield what checks find, state by state."""
    for state in states(project):
        results = calculate(state)
        for check in CHECKS:
            yield from check.findings(results)


def keys_in(value: FactValue) -> Iterator[str]:
    """Yield the keys of a fact and of all that it holds."""
    if isinstance(value, Fact):
        yield value.key
        for _, member in value.values:
            yield from keys_in(member)
    elif isinstance(value, tuple):
        for member in value:
            yield from keys_in(member)


def exists(project: Project, subject: Subject) -> bool:
    """True for what a project has: a line and a period of a statement, a difference."""
    match subject:
        case FigureSubject(statement, line, period):
            owner = project.statement_by_id[statement]
            return line in owner.line_by_id and period in owner.periods
        case StatementSubject(statement, period):
            return not period or period in project.statement_by_id[statement].periods
        case AdjustmentSubject(adjustment):
            return adjustment in project.adjustment_by_id
    return False


@pytest.mark.parametrize("stem", FIVE_WORKBOOKS)
def test_every_finding_of_a_sample_is_said_in_every_state(stem: str) -> None:
    project = project_of_sample(stem)
    for finding in (*project.import_findings, *findings_in_every_state(project)):
        sentence = message_of(finding, ENGLISH)
        assert sentence.strip()
        assert "Fact(" not in sentence
        assert "Decimal(" not in sentence
        assert set(keys_in(finding.fact)) <= set(PATTERNS) | SAID_OTHERWISE


@pytest.mark.parametrize("stem", FIVE_WORKBOOKS)
def test_every_finding_of_a_check_is_about_something_that_the_project_has(stem: str) -> None:
    project = project_of_sample(stem)
    for finding in findings_in_every_state(project):
        assert exists(project, finding.subject), finding
        assert subject_of(finding.subject.key) == finding.subject


def test_every_check_has_a_name_and_its_key_is_none() -> None:
    assert [check.name for check in CHECKS if check.name not in NAMES] == []
    assert [key for key in (*NAMES, *PATTERNS) if key != key.casefold() or " " in key] == []


# ---- how a fact is said


def test_amounts_are_said_as_a_reader_has_them_and_parts_in_the_same_language() -> None:
    part = fact("figure-of-period", line="Cash", period="H1 2023")
    broken = fact("broken", what=part, left=Decimal(8), right=Decimal("1010.50"), difference=Decimal("-1002.5"))
    english = "Cash, H1 2023: 8, expected 1,010.5, difference (1,002.5)"
    assert say_fact(broken, ENGLISH) == english
    assert in_english(say_fact(broken, pseudo_language())) == english
    assert english_in(say_fact(broken, pseudo_language()), {"Cash", "H1 2023"}) == []


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("Sum",), "Sum: no lines were found that add up to it, so this total is unproven"),
        (("Sum", "All"), "Sum, All: no lines were found that add up to them, so these totals are unproven"),
    ],
)
def test_several_are_said_in_the_plural_and_listed(lines: tuple[str, ...], sentence: str) -> None:
    told = fact("totals-without-parts", lines=lines, count=len(lines))
    assert say_fact(told, ENGLISH) == sentence
    assert in_english(say_fact(told, pseudo_language())) == sentence
    assert english_in(say_fact(told, pseudo_language()), lines) == []


def test_what_is_no_fact_stays_as_it_is() -> None:
    assert say_fact("{braces} in a caption", pseudo_language()) == "{braces} in a caption"
    assert say_fact(fact("printed-by-formula", what="{braces}"), ENGLISH) == "{braces}, by formula"
    assert say_fact(remark("as it was said"), ENGLISH) == "as it was said"
