"""Facts about other names and figures: keys and codes stay, captions, names and amounts are replaced."""

import re
from decimal import Decimal
from enum import StrEnum
from functools import cache

from workbench.anonymising.neutral_text import SHORTEST_NUMBER, NeutralText
from workbench.anonymising.other_names import CELL, OtherNames
from workbench.catalogue.toml_files import read_catalogue
from workbench.domain.adjustments import Nature
from workbench.domain.facts import Fact, FactValue, Told
from workbench.domain.import_report import CellUse, InferenceStage
from workbench.domain.periods import LABEL_OF_PERIOD, Period, PeriodId, period_of
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.statements import TITLE_OF_STATEMENT, Concept, LineRole, LineUnit, StatementKind
from workbench.phrases import Phrase
from workbench.wording.periods import phrase_of_label, with_made_label
from workbench.wording.titles import phrase_of_title

CODES: tuple[type[StrEnum], ...] = (
    Concept, StatementKind, LineRole, LineUnit, FigureRole, Nature, CellUse, InferenceStage,
)  # fmt: skip
PERIOD_ID = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")
ROUND, FIRST_YEAR, LAST_YEAR = re.compile(r"10*"), 1900, 2100


class OtherFacts:
    """Facts, titles and labels of a project in other words."""

    def __init__(self, project: Project, names: OtherNames, text: NeutralText) -> None:
        self._names, self._text = names, text
        self._codes = {code.value for kind in CODES for code in kind}
        self._codes |= {project.currency, *project.source_figures.translated_into, *coded_frameworks()}
        self._files = {source.name for source in project.sources}
        self._periods = {period.label: period for period in project.periods.values() if period.label}

    def other(self, told: Told) -> Told:
        return self.fact(told) if isinstance(told, Fact) else self.name(told)

    def fact(self, told: Fact) -> Fact:
        """Return a fact of the same key about other things."""
        values = dict(told.values)
        if told.key == TITLE_OF_STATEMENT:
            kind = StatementKind(str(values["kind"]))
            return Fact(told.key, (("kind", kind.value), ("title", self.title(kind, str(values["title"])))))
        if told.key == LABEL_OF_PERIOD:
            period = period_of(PeriodId(str(values["period"])), str(values["label"]))
            return Fact(told.key, (("period", period.id), ("label", self.label(period))))
        return Fact(told.key, tuple((name, self._value(value)) for name, value in told.values))

    def _value(self, value: FactValue) -> FactValue:
        match value:
            case Fact():
                return self.fact(value)
            case tuple():
                return tuple(self._value(member) for member in value)
            case Decimal():
                return self.amount(value)
            case int():
                return self._count(value)
        return self.name(value)

    def name(self, text: str) -> str:
        """Return a name, caption or other text in other words; codes, ids, cells and periods as what they are."""
        if text in self._codes or PERIOD_ID.fullmatch(text) or CELL.fullmatch(text):
            return text
        if text in self._periods:
            return self.label(self._periods[text])
        file, *place = text.split("!")
        if file in self._files:
            return str(self._names.cell(CellRef(file, *(place or [""])[:2])))
        for kind in ("line", "statement", "difference"):
            if other := self._names.find(kind, text):
                return other
        return self._text.of(text)

    def amount(self, amount: Decimal) -> Decimal:
        """Return another amount of the same sign; one of a few digits as it is."""
        size = abs(amount)
        if len(str(size).replace(".", "").strip("0")) < SHORTEST_NUMBER and size < 10 ** (SHORTEST_NUMBER - 1):
            return amount
        return self._text.size(size).copy_sign(amount)

    def _count(self, number: int) -> int:
        """Return a count, a scale or a year as it is; any other number of several digits is an amount."""
        is_small = abs(number) < 10 ** (SHORTEST_NUMBER - 1)
        if is_small or ROUND.fullmatch(str(abs(number))) or FIRST_YEAR <= number <= LAST_YEAR:
            return number
        return int(self.amount(Decimal(number)))

    def title(self, kind: StatementKind, title: str) -> str:
        """Return the title of a statement: as the program words it, or else in other words."""
        return (
            title if isinstance(phrase_of_title(kind, title), Phrase) and not kind.is_bridge else self._text.of(title)
        )

    def label(self, period: Period) -> str:
        """Return the label of a period: as the program words it, never as a source prints it."""
        is_made = isinstance(phrase_of_label(period), Phrase)
        return period.label if is_made or not period.label else with_made_label(period).label


@cache
def coded_frameworks() -> frozenset[str]:
    """Return the frameworks that go by the same name whoever reports under them."""
    return frozenset(record["code"] for record in read_catalogue("frameworks.toml")["framework"] if "code" in record)
