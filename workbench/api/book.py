"""The book: an immutable project with its results and checks, as frames, and the books that come of changing it."""

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import checks
from workbench.api.names import (
    choice_of,
    find_adjustment,
    find_period,
    find_scenario,
    find_statement,
    only_period,
)
from workbench.api.paths import File, path_of
from workbench.api.saving import KnownFiles
from workbench.commands import AddAdjustment, AnyCommand, KeepScenario, SwitchAdjustment, SwitchTo
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.ids import AdjustmentId
from workbench.domain.project import Project
from workbench.engine import Engine, Results
from workbench.languages import ENGLISH_CODE, words_in
from workbench.opening import PROJECT_SUFFIX
from workbench.phrases import ENGLISH, Phrase, Words, phrase, say
from workbench.presentation.light import light_of
from workbench.presentation.states import name_of_reconciliation, state_of
from workbench.presentation.units import money_unit
from workbench.session import Session

if TYPE_CHECKING:
    import pandas as pd

    from workbench.api.adjusting import Rows

NO_STANDARDS = ("", "")
EXPORT, PROJECT, STATUS = phrase("an export"), phrase("a project"), phrase("a status")
CHOICE_OF_ACCEPTED = phrase("a choice of what to take")


@dataclass(frozen=True, eq=False, repr=False)
class Book:
    """One entity's statements and the differences between its two frameworks; ``workbench.read`` gives one.

    A book never changes: each change gives another book, which shares all that stays. Results and checks are worked
    out once, when they are first needed. Each change is a step: saved with the project, it stands in its History.

    **Names.** A difference is named by its name, its id or any unambiguous part of one; a statement by its kind
    (``"operations"``), id, name, title or a part of these; a period by its ISO id (``"2023-06-30"``,
    ``"2023-01-01/2023-06-30"``), its label, long or short (``"H1 2023"``, ``"30 Jun 2023"``), a part of one, or a
    ``date`` for an instant. Case does not matter. What names nothing, or more than one thing, raises WorkbenchError
    with the choices.

    **Amounts** are in the line's own displayed sign: a cost that the statement prints without brackets is positive, and
    an effect of +5 on it is 5 more cost. Money is in units of ``scale`` (1000: thousands) of ``currency``; amounts per
    share and share counts are as printed; a percentage is a fraction (0.253).

    **Frames** have the same columns whatever is switched on, and whatever the frameworks are called. Amounts are exact
    decimals (dtype object), None where blank; with ``exact=False`` they are float64, NaN where blank. What comes from a
    list is categorical, with all of the list as categories in its own order: statements as printed, periods by date,
    differences as listed, and roles, units, concepts, kinds, checks, statuses. All other text is ``str``. What does not
    apply is missing (NaN). ``frame.attrs`` says whose figures they are: ``entity``, ``currency``, ``scale``,
    ``source_framework``, ``target_framework``, ``complete``, ``state`` (in words; a partial state is called
    illustrative), ``switches`` and ``names`` (by the name of the column of each difference, which is its id).

    ``project``, ``results`` and ``checks_run`` are the records that the program itself works with; what is within them
    may change from version to version.

    >>> book
    <Book: Qifu Technology, Inc.; US GAAP to IFRS; RMB in thousands; All 4 differences are on>
    >>> book.off("share-based")
    <Book: Qifu Technology, Inc.; US GAAP to IFRS; RMB in thousands; Illustrative: 3 of 4 differences>
    """

    project: Project
    by: str = ""
    files: KnownFiles = field(default_factory=KnownFiles)
    source_findings: tuple[Finding, ...] = ()

    # ---- what it is

    @property
    def entity(self) -> str:
        """Whose statements they are; empty if the files do not say."""
        return self.project.entity

    @property
    def currency(self) -> str:
        """The currency of money: ``"RMB"``; empty if the files do not say."""
        return self.project.currency

    @property
    def scale(self) -> int:
        """What one unit of money stands for: 1000 for thousands."""
        return self.project.scale

    @property
    def frameworks(self) -> tuple[str, str]:
        """The names of the frameworks of the figures as reported and of the results.

        >>> book.frameworks
        ('US GAAP', 'IFRS')
        """
        source, target = self.project.frameworks
        return source.name, target.name

    @property
    def is_complete(self) -> bool:
        """True if every difference is on; any other state is illustrative."""
        return self.project.is_complete

    @property
    def state(self) -> str:
        """The state of the switches in words.

        >>> book.off("share-based").state
        'Illustrative: 3 of 4 differences'
        """
        return state_of(self.project).in_words(ENGLISH)

    @property
    def light(self) -> str:
        """What the check light says.

        >>> book.light
        'All 618 checks pass'
        """
        return light_of(self.checks_run.counts, self.checks_run.unproven).in_words(ENGLISH)

    @cached_property
    def results(self) -> Results:
        """Every figure in the present state of the switches."""
        return Engine().results(self.project)

    @cached_property
    def checks_run(self) -> "checks.ChecksRun":
        """What every check found in the present state of the switches."""
        return checks.run_checks(self.results, self.source_findings)

    def __repr__(self) -> str:
        what = say(name_of_reconciliation(self.project.frameworks), ENGLISH)
        parts = (self.entity, what, money_unit(self.project, ENGLISH), self.state)
        return f"<Book: {'; '.join(filter(None, parts))}>"

    def _repr_html_(self) -> str:
        from workbench.api.html import book_as_html

        return book_as_html(self.checks_run)

    # ---- switches

    def off(self, *names: str) -> "Book":
        """Return the book with these differences off, all others as they are.

        >>> book.off("share-based", "guarantee").state
        'Illustrative: 2 of 4 differences'
        """
        return self._with_switches(self.project.enabled - self._find_adjustments(names))

    def on(self, *names: str) -> "Book":
        """Return the book with these differences on, all others as they are.

        >>> book.off("guarantee").on("guarantee").is_complete
        True
        """
        return self._with_switches(self.project.enabled | self._find_adjustments(names))

    def only(self, *names: str) -> "Book":
        """Return the book with these differences on, all others off.

        >>> book.only("guarantee").state
        'Illustrative: 1 of 4 differences'
        """
        return self._with_switches(self._find_adjustments(names))

    @property
    def scenarios(self) -> dict[str, tuple[str, ...]]:
        """The sets of switches that the project keeps: by name, the ids of the differences that are on.

        >>> book.scenarios
        {}
        """
        order = tuple(self.project.adjustment_by_id)
        return {name: tuple(key for key in order if key in on) for name, on in self.project.scenarios.items()}

    def scenario(self, name: str) -> "Book":
        """Return the book with the switches that the project keeps under this name, or under one that it is part of.

        >>> book.keep_scenario("Without SBC", off=["share-based"]).scenario("without").state
        'Illustrative: 3 of 4 differences'
        """
        return self._with_switches(self.project.scenarios[find_scenario(self.project, name)])

    def keep_scenario(self, name: str, *, off: Iterable[str] | None = None) -> "Book":
        """Return the book with a set of switches kept under a name: the present ones, or all on but those ``off``.

        What is switched on stays as it is. A scenario of this name is overwritten.

        >>> book.keep_scenario("Guarantees only", off=["expected", "effective", "share-based"]).scenarios
        {'Guarantees only': ('financial_guarantee',)}
        """
        every = frozenset(self.project.adjustment_by_id)
        on = self.project.enabled if off is None else every - self._find_adjustments(off)
        return self._after(KeepScenario(name, on))

    def all_on(self) -> "Book":
        """Return the book with every difference on: its results are those under the target framework.

        >>> book.off("guarantee").all_on().is_complete
        True
        """
        return self._with_switches(frozenset(self.project.adjustment_by_id))

    def all_off(self) -> "Book":
        """Return the book with every difference off: its results are the figures as reported.

        >>> book.all_off().totals()["difference"].sum()
        Decimal('0')
        """
        return self._with_switches(frozenset())

    def _find_adjustments(self, names: Iterable[str]) -> frozenset[AdjustmentId]:
        return frozenset(find_adjustment(self.project, name) for name in names)

    def _with_switches(self, enabled: frozenset[AdjustmentId]) -> "Book":
        switched = enabled ^ self.project.enabled
        if len(switched) == 1:
            (adjustment,) = switched
            return self._after(SwitchAdjustment(adjustment, on=adjustment in enabled))
        return self._after(SwitchTo(enabled)) if switched else self

    def _after(self, command: AnyCommand) -> "Book":
        session = Session(self.project, by=self.by, engine=Engine(self.results))
        session.execute(command)
        changed = replace(self, project=session.project)
        changed.__dict__["results"] = session.results
        return changed

    # ---- frames

    def totals(self, *, exact: bool = True) -> "pd.DataFrame":
        """Return the totals that a reader looks for first, a row for each in every reconciled period.

        Columns: ``statement``, ``period``, ``line`` (its id), ``caption``, ``concept``, ``as_reported``, one for the
        effect of each difference, on or off, ``result``, ``difference`` (result less as reported). An effect is blank
        where the difference is not stated for the statement and period. Without rows if nothing is reconciled, or if
        the files are of several entities, whose figures have no totals in common.

        >>> totals = book.totals()
        >>> totals.loc[totals["concept"] == "net_income", ["period", "as_reported", "result", "difference"]]
                             period as_reported   result difference
        2   2022-01-01/2022-06-30     2149313  2218642      69329
        6   2023-01-01/2023-06-30     2023199  1746887    -276312
        """
        from workbench.api.frames import frame_of_totals

        return frame_of_totals(self.results, exact=exact)

    def statement(self, statement: str, period: str | date | None = None, *, exact: bool = True) -> "pd.DataFrame":
        """Return one statement in one period, a row for each line in printed order.

        The index ``line`` holds the ids of lines. Columns: ``caption``, ``target_caption`` (where the target framework
        calls it otherwise), ``section`` (the headings above it, joined by ``›``), ``role`` (``heading``, ``line``,
        ``total``, or ``remainder``: what the parts of a total leave of it, which no source prints), ``unit``,
        ``concept``, ``as_reported``, one for the effect of each difference that is stated for the statement and period,
        on or off, and ``result``. Where a row of money has all of them, its result is as reported plus the effects of
        the differences that are on. A heading has no figures, and a period that is not reconciled no result. ``attrs``
        also has ``statement``, ``title``, ``period``, ``label`` and ``reconciled``.

        ``period`` may be left out for a statement that has just one.

        >>> operations = book.statement("operations", "H1 2023")
        >>> operations.loc["net_income", ["as_reported", "share_based_compensation", "result"]].tolist()
        [Decimal('2023199'), Decimal('49337'), Decimal('1746887')]
        """
        from workbench.api.frames import frame_of_statement

        statement_shown = find_statement(self.project, statement)
        if period is None:
            return frame_of_statement(
                self.results, statement_shown, only_period(self.project, statement_shown), exact=exact
            )
        key = find_period(self.project, statement_shown, period)
        return frame_of_statement(self.results, statement_shown, key, exact=exact)

    def table(self, *, exact: bool = True) -> "pd.DataFrame":
        """Return the long table, a row for each figure of each column: what ``export`` writes as .csv and .parquet.

        Columns, as in those files: ``statement``, ``period``, ``line``, ``caption``, ``concept``, ``unit``,
        ``framework_or_adjustment`` (a framework's name for figures as reported and results, marked as illustrative in a
        partial state; else the id of a difference), ``amount``, ``sources`` (the cells that state it).

        >>> table = book.table()
        >>> table.loc[table["line"] == "net_income", ["framework_or_adjustment", "amount"]].tail(6)
                                 framework_or_adjustment   amount
        372                                      US GAAP  2023199
        373                       expected_credit_losses    25217
        374  effective_interest_rate_on_loans_receivable  -215055
        375                     share_based_compensation    49337
        376                          financial_guarantee  -135811
        377                                         IFRS  1746887
        """
        from workbench.api.frames import frame_of_table

        return frame_of_table(self.results, exact=exact)

    def entries(self, *, exact: bool = True) -> "pd.DataFrame":
        """Return the journal entries of every difference, on or off, a row for each leg.

        Columns: ``adjustment``, ``entry`` (its id, which the legs of an entry share), ``statement``, ``line``,
        ``caption``, ``period``, ``amount``, ``debit`` or ``credit`` (both None if the line is in no account), ``open``
        (the entry does not balance), ``kind``, ``memo``, ``reference``, ``origin`` (``source``, ``typed``,
        ``computed``, ``returned``), and ``file``, ``sheet``, ``cell`` for what a file states. ``adjust`` takes rows of
        this frame.

        >>> entries = book.entries()
        >>> loans = entries[entries["line"] == "loans_receivable_net"]
        >>> loans[["period", "amount", "debit", "credit", "kind", "sheet", "cell"]]
                period   amount debit  credit         kind           sheet cell
        18  2023-06-30  -341505  None  341505  measurement  Recon BS Jun23  D13
        23  2022-12-31   -88430  None   88430  measurement  Recon BS Dec22  D13
        """
        from workbench.api.frames import frame_of_entries

        return frame_of_entries(self.project, exact=exact)

    def sources(self, *, exact: bool = True) -> "pd.DataFrame":
        """Return every figure that a source states, a row for each, in reading order.

        Columns: ``statement``, ``line``, ``caption``, ``period``, ``role`` (``as-reported``, ``adjustment``,
        ``entry``, ``result``, ``translation``), ``adjustment`` (of an effect or an entry), ``currency`` (of a
        translation), ``amount`` (None for a blank or an error), ``file``, ``sheet``, ``cell``, ``text`` (what the cell
        held), ``formula``, ``primary`` (stated by the published statement itself), ``restated`` (why another source
        is used in its place).

        >>> sources = book.sources()
        >>> sources.loc[sources["line"] == "net_income", ["period", "role", "amount", "sheet", "cell"]].head(3)
                            period         role   amount sheet cell
        312  2022-04-01/2022-06-30  as-reported   974956    IS  B33
        313  2023-04-01/2023-06-30  as-reported  1093377    IS  C33
        314  2023-04-01/2023-06-30  translation   150782    IS  D33
        """
        from workbench.api.frames import frame_of_sources

        return frame_of_sources(self.project, exact=exact)

    def findings(self, *statuses: str, exact: bool = True) -> "pd.DataFrame":
        """Return what the checks found, passes included; with ``statuses`` only what has one of them.

        Columns: ``check``, ``subject`` (a key that survives renaming), ``status`` (``pass``, ``information``,
        ``warning``, ``fail``, ``not-applicable``), ``message``, ``difference`` (None where nothing was compared),
        ``places`` (the cells that were compared). Asked for ``"fail"`` and ``"warning"`` alone it is quick in a book of
        any size.

        >>> book.findings()["status"].value_counts().loc[["pass", "fail"]].tolist()
        [618, 0]
        """
        from workbench.api.frames import frame_of_findings

        asked_for = [choice_of(FindingStatus, name, STATUS) for name in statuses or FindingStatus]
        return frame_of_findings(self.checks_run, asked_for, exact=exact)

    def comments(self) -> "pd.DataFrame":
        """What was said: a row for each comment (``answer`` is 0) and for each answer to it (1, 2, …).

        Columns: ``comment`` (its id), ``answer``, ``subject`` (what it is about, as its key), ``name`` (that, as it is
        called), ``text``, ``by``, ``at`` (in UTC), ``open``.

        >>> len(book.comments())
        0
        """
        from workbench.api.frames import frame_of_comments

        return frame_of_comments(self.project)

    def evidence(self) -> "pd.DataFrame":
        """What shows that figures, entries and differences are right: a row for each file, link or remark.

        Columns: ``evidence`` (its id), ``subject``, ``name``, ``kind``, ``content`` (path, address or words),
        ``caption``, ``pages``, ``sha256`` (of a file when it was added), ``by``, ``at`` (in UTC).
        ``findings`` says which files have changed or are missing.

        >>> len(book.evidence())
        0
        """
        from workbench.api.frames import frame_of_evidence

        return frame_of_evidence(self.project)

    def ticks(self) -> "pd.DataFrame":
        """Return the ticks, a row for each.

        Columns: ``tick`` (its id), ``sign``, ``meaning``, ``subject`` (what is ticked, as its key), ``name`` (that, as
        it is called), ``everywhere`` (it holds wherever the figure is shown), ``by``, ``at`` (in UTC).

        >>> len(book.ticks())
        0
        """
        from workbench.api.frames import frame_of_ticks

        return frame_of_ticks(self.project)

    def cross_references(self) -> "pd.DataFrame":
        """Return the cross references, a row for each.

        Columns: ``reference`` (its id), ``subject``, ``name``, ``leads_to`` and ``target`` (what it leads to, as its
        key and as it is called) or ``working_paper`` (outside), ``remark``, ``by``, ``at`` (in UTC).

        >>> len(book.cross_references())
        0
        """
        from workbench.api.frames import frame_of_cross_references

        return frame_of_cross_references(self.project)

    def open_items(self, *, exact: bool = True) -> "pd.DataFrame":
        """Return the open items, a row for each, closed ones too.

        Columns: ``number``, ``subject``, ``name``, ``text``, ``raised_by``, ``for_whom``, ``amount``, ``status``
        (open, answered or closed), ``answer``, ``at`` (in UTC).

        >>> len(book.open_items())
        0
        """
        from workbench.api.frames import frame_of_open_items

        return frame_of_open_items(self.project, exact=exact)

    def uncorrected_differences(self, *, exact: bool = True) -> "pd.DataFrame":
        """Return the differences that were left unadjusted, a row for each.

        Columns: ``number``, ``text``, ``period``, ``profit`` and ``equity`` (the effects on them; missing if nobody
        knows them), ``reason``, ``by``, ``at`` (in UTC).

        >>> len(book.uncorrected_differences())
        0
        """
        from workbench.api.frames import frame_of_uncorrected_differences

        return frame_of_uncorrected_differences(self.project, exact=exact)

    def thresholds(self, *, exact: bool = True) -> "pd.DataFrame":
        """Return the thresholds, with what each comes to when every difference is on; missing where none is set.

        The index ``threshold`` holds ``overall``, ``performance`` and ``trivial``. Columns: ``name``, ``amount``,
        ``percent``, ``line`` and ``period`` (what it is a percentage of; that of the overall one is in neither).

        >>> book.thresholds()["amount"].notna().any().item()
        False
        """
        from workbench.api.frames import frame_of_thresholds

        return frame_of_thresholds(self.results, exact=exact)

    def adjustments(self) -> "pd.DataFrame":
        """Return the differences, a row for each in their order; the index ``adjustment`` holds their ids.

        Columns: ``name``, ``on``, ``nature``, ``entries`` (how many), ``source_standard``, ``target_standard``,
        ``note``.

        >>> book.only("guarantee").adjustments()["on"].tolist()
        [False, False, False, True]
        """
        from workbench.api.frames import frame_of_adjustments

        return frame_of_adjustments(self.project)

    def periods(self) -> "pd.DataFrame":
        """Return the periods by date; the index ``period`` holds their ids.

        Columns: ``label``, ``short_label``, ``start`` (missing for an instant), ``end``, ``months`` (0 for an instant),
        ``instant``, ``reconciled`` (in some statement).

        >>> book.periods()["short_label"].tolist()
        ['H1 2022', 'Q2 2022', '31 Dec 2022', 'H1 2023', 'Q2 2023', '30 Jun 2023']
        """
        from workbench.api.frames import frame_of_periods

        return frame_of_periods(self.project)

    def statements(self) -> "pd.DataFrame":
        """Return the statements, a row for each period of each.

        Columns: ``statement`` (its id), ``kind``, ``title``, ``period``, ``label`` (short), ``lines`` (how many),
        ``reconciled`` (differences are stated for it, nil included).

        >>> statements = book.statements()
        >>> statements.loc[statements["reconciled"], ["statement", "label"]]
                    statement        label
        2          operations      H1 2022
        3          operations      H1 2023
        4  financial_position  31 Dec 2022
        5  financial_position  30 Jun 2023
        """
        from workbench.api.frames import frame_of_statements

        return frame_of_statements(self.project)

    # ---- changes

    def adjust(
        self,
        name: str,
        entries: "Rows",
        *,
        nature: str | None = None,
        note: str = "",
        standards: tuple[str, str] = NO_STANDARDS,
        unbalanced: bool = False,
        nil_elsewhere: bool = False,
    ) -> "Book":
        """Return the book with one more difference, made of ``entries`` and switched on.

        ``entries``: a frame or mappings, a row for each leg, with ``line`` (the id; or the caption, if only one line of
        the statement, or of those that have the period, bears it), ``period``, ``amount``, and optionally
        ``statement``, ``kind`` (of the leg; else its line and the nature tell it), ``memo``, ``reference``, and
        ``entry``: legs with the same are one journal entry, else each is one. The index may be the lines. An amount is
        an effect in the line's own displayed sign: a Decimal, a whole number, text as it is typed in the window, or a
        float that the decimals of its line hold; 0 states that the difference is nil there.

        The statements and periods that are named are stated for the difference, and reconciled. ``nil_elsewhere``
        states it, as nil, for all others that are reconciled, too. ``nature``: ``"measurement"``,
        ``"reclassification"``, ``"error-correction"`` or ``"presentation"``; unknown if left out.
        ``standards``: the references under the two frameworks.

        Raises WorkbenchError for a row that cannot be read or that lies on a heading or a total, and, unless
        ``unbalanced``, for a difference that does not balance: on each balance sheet assets must move as liabilities
        and equity do; and if it moves net income between two balance sheets, retained earnings must move with it. An
        effect on equity alone may be brought forward from earlier years. What is added unbalanced stays a finding.

        >>> leases = book.adjust("Leases", [
        ...     {"line": "General and administrative", "period": "H1 2023", "amount": -120},
        ...     {"line": "Prepaid expenses and other assets", "period": "30 Jun 2023", "amount": 120},
        ...     {"line": "Retained earnings", "period": "30 Jun 2023", "amount": 120},
        ... ])
        >>> leases.totals()["leases"].tail(3).tolist()
        [Decimal('120'), Decimal('0'), Decimal('120')]
        """
        from workbench.api.adjusting import adjustment_from, refuse_unbalanced

        adjustment = adjustment_from(
            self.project,
            name,
            entries,
            nature=nature,
            note=note,
            standards=standards,
            nil_elsewhere=nil_elsewhere,
        )
        adjusted = self._after(AddAdjustment(adjustment))
        if not unbalanced:
            refuse_unbalanced(adjusted.results, adjustment.id)
        return adjusted

    def adjust_from(
        self,
        file: File,
        *,
        unbalanced: bool = False,
        password: str = "",
        said: "Callable[[Phrase], object] | None" = None,
        words: Words = ENGLISH,
        to_post_open: Phrase | None = None,
    ) -> "Book":
        """Return the book with the journal entries of a file, all of them, as one step; ``workbench adjust`` does this.

        Each sheet with headings such as *Difference*, *Entry*, *Period*, *Account*, *Debit*, *Credit*, *Memo* and
        *Reference* is read, in English or Chinese, in any order; in place of debit and credit there may be an *Amount*
        in the lines' own signs. An entry goes to the difference of its name, else of its id; if no difference has a
        name like it, to a new one. ``H1 2023`` is the half-year in a statement of operations and its last day in a
        balance sheet. A result that balances is taken up in equity. An entry with a date under *Brought forward to* is
        posted there, too. The file may be what ``workbench table --entries`` writes.

        Raises WorkbenchError for the first cell that cannot be posted: an account that names no line or several, an
        unknown period, an amount that is none, an entry that does not balance (unless ``unbalanced``), and entries that
        are in the book already, or in the file twice. ``said`` (``print``, for example) is called with a sentence on
        each thing that was left out, added, or is open. ``words``: the language of memos that are added.
        ``to_post_open``: what a refusal names as the way to post an entry that does not balance.

        >>> from pathlib import Path
        >>> _ = Path("journal.csv").write_text(
        ...     "Difference,Period,Account,Debit,Credit\\n"
        ...     "Leases,H1 2023,Prepaid expenses and other assets,120,\\n"
        ...     "Leases,H1 2023,General and administrative,,120\\n"
        ... )
        >>> leases = book.adjust_from("journal.csv", said=print)
        Leases, row 2: the profit of 120 was transferred to Retained earnings at 30 Jun 2023.
        >>> leases.totals()["leases"].tail(3).tolist()
        [Decimal('120'), Decimal('0'), Decimal('120')]
        """
        from workbench.api.entry_files import posting_from

        posting = posting_from(
            self.project,
            path_of(file),
            unbalanced=unbalanced,
            password=password,
            words=words,
            to_post_open=to_post_open,
        )
        if said is not None:
            for note in posting.notes:
                said(note)
        return self._after(posting.command)

    def merge(self, file: File, *, accept: str = "all", said: "Callable[[str], object] | None" = None) -> "Book":
        """Return the book with what another file has otherwise, as one step; ``workbench merge`` does this.

        The file is a project in which somebody else went on from a copy of this one, or a review workbook that comes
        back. What only that changed is taken; what both changed, or what may mean several things, is left, as is what
        no longer fits. ``accept="none"`` takes nothing. ``said`` (``print``, for
        example) is called with a line on each thing that is, or would be, taken, and on each that is left, with why.

        Raises WorkbenchError if the file has nothing in common with the project.

        >>> colleague = book.off("share-based").save("colleague.recon")
        >>> book.merge(colleague, said=print).state
        Switch of Share-based compensation: on → off
        'Illustrative: 3 of 4 differences'
        """
        from workbench.api.merging import Accepted, take_offered
        from workbench.merging.said import SaidMerge
        from workbench.opening import read_merge

        accepted = choice_of(Accepted, accept, CHOICE_OF_ACCEPTED)
        merge = read_merge(self.project, path_of(file))
        after, _ = take_offered(self.results, merge, self.by)
        if said is not None:
            for line in SaidMerge(self.project, merge, ENGLISH).lines():
                said(line)
        return self if accepted is Accepted.NONE or after is self.project else replace(self, project=after)

    # ---- files

    def export(self, file: File, *, language: str = ENGLISH_CODE, force: bool = False) -> Path:
        """Write the present state to ``file`` and return its path; the ending decides what is written.

        ``.xlsx``: the review workbook, with live switches; ``.json``: every figure with its sources, and the findings;
        ``.csv``, ``.parquet``: the long table. The file is written whole or not at all; in ``language``, such as
        ``"zh_CN"``, but for JSON.

        Raises WorkbenchError if it cannot be written, is a file that was read or a source of the project, wherever that
        was moved, or, unless ``force``, a workbook that this program did not write or that was saved by another since.

        >>> book.export("review.xlsx").name
        'review.xlsx'
        """
        from workbench.api.outputs import FORCE, WRITERS, target_of, write
        from workbench.exporting.output_files import refuse_own_files, refuse_work_of_others

        target = target_of(path_of(file), EXPORT, WRITERS, self.files.read)
        refuse_own_files(self.project, target, self.files.folder)
        if not force:
            refuse_work_of_others(target, FORCE)
        write(target, self.results, lambda: self.checks_run, words_in(language))
        return target

    def anonymous_copy(self) -> "Book":
        """Return a book with other figures and other names, on which the checks say the same, for reporting a fault.

        Structure, periods, currency and standards stay. Its history is empty. No two are alike.

        >>> workbench.read(book.anonymous_copy().save("fault.recon")).entity
        'Company'
        """
        from random import SystemRandom

        from workbench.anonymising import anonymise

        return Book(anonymise(self.project, SystemRandom()).project)

    def save(self, file: File, *, force: bool = False) -> Path:
        """Save the book as a project (``.recon``), which the window opens, and return its path.

        What it replaces is kept as a backup, as the window keeps it (*File > Restore a backup…*). Raises WorkbenchError
        if it cannot be written, is open in a window, was written by a newer version with what this one does not know,
        is a source of the project, or, unless ``force``, was written by another since it was read here.

        >>> workbench.read(book.off("guarantee").save("qifu.recon")).state
        'Illustrative: 3 of 4 differences'
        """
        from workbench.api.outputs import target_of
        from workbench.exporting.output_files import refuse_own_files

        target = target_of(path_of(file), PROJECT, (PROJECT_SUFFIX,), self.files.workbooks)
        refuse_own_files(self.project, target, self.files.folder)
        for loss in self.files.save(self.project, target, force=force):
            warnings.warn(say(loss, ENGLISH), stacklevel=2)
        return target
