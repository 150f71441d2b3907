"""What a text says otherwise than when it was last read: each sentence that quotes a changed figure is found."""

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tests.appendices import read_by_author, with_texts
from tests.published import ADJUSTMENTS, H1_2022, H1_2023, JUN_2023
from workbench.checks.notes import CHECK
from workbench.commands import ConfirmFigures, EditEntries, EditFigures, WriteText
from workbench.domain.appendix import AppendixText, TextKind
from workbench.domain.facts import Fact
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.project import Project
from workbench.domain.statements import LineRole, LineUnit
from workbench.domain.subjects import TextSubject
from workbench.engine import Engine
from workbench.notes.quoting import quotes_after_editing, quotes_of
from workbench.notes.reading import NoteReader
from workbench.phrases import ENGLISH

MUTANTS = 30
ALARMS = {"figure-changed", "figure-moved", "figure-unexplained"}
BASIS = TextSubject("basis")


def findings_on(project: Project) -> list[Finding]:
    return [
        item for item in CHECK.compare(Engine().results(project)) if isinstance(item, Finding) and item.subject == BASIS
    ]


def alarms_on(project: Project) -> list[str]:
    return [what_of(finding).key for finding in findings_on(project) if finding.status is FindingStatus.WARNING]


def what_of(finding: Finding) -> Fact:
    """Return what was found in a text."""
    what = finding.fact["what"]
    assert isinstance(what, Fact)
    return what


def quoting(project: Project, text: str) -> Project:
    return read_by_author(WriteText(TextKind.BASIS, AppendixText(text)).apply(project))


def mutants(project: Project, number: int) -> Iterator[tuple[str, Project, Project]]:
    """Yield a text that quotes a figure, by a field or as typed, the project that has it, and one that has another."""
    chance = random.Random(20)
    statements = [project.statement_by_id[key] for key in ("operations", "financial_position")]
    for place in range(number):
        statement = chance.choice(statements)
        period = chance.choice((H1_2022, H1_2023)) if statement.id == "operations" else JUN_2023
        parts = [
            line for line in statement.lines
            if line.role is LineRole.LINE and line.unit is LineUnit.MONEY and statement.figure(line.id, period)
        ]  # fmt: skip
        line = chance.choice(parts)
        label = {H1_2022: "H1 2022", H1_2023: "H1 2023", JUN_2023: "30 Jun 2023"}[period]
        by = Decimal(chance.choice((-7, -1, 1, 1000)))
        figure = statement.figure(line.id, period)
        assert figure is not None
        if place % 3 == 2:  # an effect instead
            adjustment = chance.choice(ADJUSTMENTS)
            now = Engine().results(project).effect(adjustment, line.id, period)
            name = project.adjustment_by_id[adjustment].name
            text = f'{{{{ effect("{name}", "{line.id}", {label}) }}}}'
            yield (
                text,
                quoting(project, f"The effect was {text}."),
                EditEntries(adjustment, {(line.id, period): now + by}).apply(
                    quoting(project, f"The effect was {text}.")
                ),
            )
            continue
        text = f"RMB{abs(figure):,} thousand" if place % 3 else f'{{{{ as_reported("{line.id}", {label}) }}}}'
        written = quoting(project, f"The figure was {text}.")
        yield text, written, EditFigures({(line.id, period): figure + by}).apply(written)


def test_every_sentence_that_quotes_a_changed_figure_is_found(qifu_project: Project) -> None:
    for text, before, after in mutants(qifu_project, MUTANTS):
        assert not ALARMS & set(alarms_on(before)), text
        assert ALARMS & set(alarms_on(after)), text


def test_a_typed_figure_that_another_one_still_equals_is_found(qifu_project: Project) -> None:
    """Two lines show 13,140 once one of them was made to: the text means the one that moves away."""
    other = EditFigures({("funding_costs", H1_2023): Decimal(324_999)}).apply(qifu_project)
    twin = EditFigures({("investment_loss", H1_2022): Decimal(324_999)}).apply(other)
    written = quoting(twin, "Costs were RMB324,999 thousand.")
    assert alarms_on(written) == []
    moved = EditFigures({("funding_costs", H1_2023): Decimal(325_000)}).apply(written)
    assert alarms_on(moved) == ["figure-moved"]


def test_confirming_settles_it_and_a_quote_that_is_gone_is_not_missed(qifu_project: Project) -> None:
    text = "Funding cost {{ as_reported(funding_costs, H1 2023) }}."
    changed = EditFigures({("funding_costs", H1_2023): Decimal(324_999)}).apply(quoting(qifu_project, text))
    (finding,) = (each for each in findings_on(changed) if each.status is FindingStatus.WARNING)
    told = what_of(finding)
    assert (told["was"], told["now"]) == ("324,248", "324,999")
    assert alarms_on(read_by_author(changed)) == []
    without = WriteText(TextKind.BASIS, AppendixText("Nothing of it.")).apply(changed)
    assert alarms_on(without) == []


def test_a_figure_quoted_twice_is_missed_once_one_of_the_two_has_moved(qifu_project: Project) -> None:
    """Two lines show 324,999, and the text quotes both; one of them moves away."""
    twin = EditFigures({("funding_costs", H1_2023): Decimal(324_999), ("investment_loss", H1_2022): Decimal(324_999)})
    written = quoting(twin.apply(qifu_project), "Costs were RMB324,999 thousand, and RMB324,999 thousand was lost.")
    assert alarms_on(written) == []
    for line, period in (("funding_costs", H1_2023), ("investment_loss", H1_2022)):
        moved = EditFigures({(line, period): Decimal(400_000)}).apply(written)
        assert "figure-moved" in alarms_on(moved)


def test_editing_a_text_leaves_what_its_other_figures_said(qifu_project: Project) -> None:
    text = "Funding cost {{ as_reported(funding_costs, H1 2023) }}."
    before = quoting(qifu_project, text)
    changed = EditFigures({("funding_costs", H1_2023): Decimal(324_999)}).apply(before)
    longer = f"{text} Revenue was {{{{ as_reported(net_revenues, H1 2023) }}}}."
    reader = NoteReader(Engine().results(changed).with_all_on())
    quotes = quotes_of(reader.read(longer, ENGLISH), changed)
    after = quotes_after_editing(quotes, changed.quotes[BASIS])
    assert [quote.said for quote in after] == ["324,248", *(quote.said for quote in quotes[1:])]
    written = ConfirmFigures(BASIS, after).apply(WriteText(TextKind.BASIS, AppendixText(longer)).apply(changed))
    assert [key for key in alarms_on(written) if key != "broken-field"] == ["figure-changed"]


def test_a_text_that_was_never_read_with_its_figures_has_no_changes(qifu_project: Project) -> None:
    project = with_texts(qifu_project, {TextKind.BASIS: "Revenue {{ result(revenue, H1 2023) }}."})
    assert alarms_on(replace(project, quotes=project.quotes)) == []
