"""Asking for what rows that follow from others need: rates, lines, periods. Each dialog refuses in place."""

from collections.abc import Callable, Collection, Iterable
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.amount_text import POINT, parse_amount
from workbench.domain.ids import LineId
from workbench.domain.ledger import Account, Ledger, Moment, Place
from workbench.domain.maps import Map
from workbench.domain.statements import Concept, Line
from workbench.errors import WorkbenchError
from workbench.journals.drafts import Draft
from workbench.journals.helpers import (
    TaxTerms,
    with_balancing_row,
    with_indirect_tax,
    with_reclassification,
    with_share_of_minorities,
    with_tax,
)
from workbench.journals.moments import Moments
from workbench.typed_amounts import parse_typed_amount
from workbench.ui.journal.draft_controller import DraftController
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr

WIDTH = 560
FEWEST_LETTERS = 24
"""How many letters a choice of lines shows at least; longer names are cut, not the labels beside it."""


def parse_rate(text: str) -> Decimal:
    """Return a typed rate as a fraction: 25% and 0.25. Raises WorkbenchError for anything else, 25 included."""
    parsed = parse_amount(text, alone=True)
    rate = parsed.amount(POINT) if parsed else None
    if rate is None:
        raise WorkbenchError("'{text}' is not a rate. Enter a percentage, such as 25%.", text=text)
    if rate and "%" not in text and rate >= 1:
        raise WorkbenchError(
            "'{text}' could mean {text}% or a fraction. Enter it with a percent sign, such as 25%.", text=text
        )
    return rate


def name_with_section(line: Line) -> str:
    """Return the name of a line in a list of choices, with the heading under which it stands."""
    return "    ".join((line.name, *line.section[-1:]))


class LineField(FieldCombo):
    """A choice among accounts: first that with one of ``concepts`` which the entry has, else the first with one."""

    def __init__(
        self, accounts: Iterable[Account], parent: QWidget, concepts: Collection[Concept], in_entry: Collection[LineId]
    ) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(FEWEST_LETTERS)
        lines = [account.line for account in accounts]
        for line in lines:
            self.addItem(name_with_section(line), line.id)
        fitting = [number for number, line in enumerate(lines) if line.concept in concepts]
        self.setCurrentIndex(min(fitting, key=lambda number: lines[number].id not in in_entry, default=0))

    @property
    def line(self) -> LineId:
        """The chosen line. Raises WorkbenchError if there is none to choose."""
        chosen = self.currentData()
        if chosen is None:
            raise WorkbenchError("The statements have no line for this. Insert one first.")
        return LineId(chosen)


def accounts_in(ledger: Ledger, fits: Callable[[Account], bool]) -> list[Account]:
    """Return the accounts that fit and can carry a leg: plain lines, in printed order."""
    return [
        account
        for statement in ledger.project.statements
        for account in ledger.accounts(statement).values()
        if account.line.id not in statement.total_of and fits(account)
    ]


class _HelperDialog(EditDialog):
    """Edits the draft as ``_change`` says, unless that is refused."""

    def __init__(self, title: str, about: str, controller: DraftController, parent: QWidget) -> None:
        super().__init__(title, about, parent)
        self.setMinimumWidth(WIDTH)
        self._controller = controller
        self._ledger = controller.ledger

    def _change(self, draft: Draft) -> Draft:
        raise NotImplementedError

    def act(self) -> None:
        draft = self._controller.draft
        if draft is not None:
            self._controller.edit(self._change(draft))

    def _amount_in(self, field: QLineEdit, line: LineId) -> Decimal | None:
        """Return what is typed in ``field``, in the unit of ``line``; None if it is blank."""
        project = self._ledger.project
        return parse_typed_amount(field.text(), project.line(line), project.scale)

    def _line_field(self, fits: Callable[[Account], bool], *concepts: Concept) -> LineField:
        draft = self._controller.draft
        in_entry = {leg.line for leg in draft.legs if leg.line} if draft else set()
        return LineField(accounts_in(self._ledger, fits), self, concepts, in_entry)


def _is_result(account: Account) -> bool:
    return account.place is Place.RESULT


def _is_net_asset(account: Account) -> bool:
    return account.place is Place.POSITION and not account.is_equity


class TaxDialog(_HelperDialog):
    """Tax at a rate: deferred tax at each date, and the tax on the result that follows from it."""

    def __init__(self, controller: DraftController, parent: QWidget) -> None:
        about = tr(
            "Deferred tax is the rate on the effect on net assets before tax, with the other sign; the tax of the "
            "period is what it moves by. Leave the opening amount blank in a first period, and wherever the earlier "
            "entries explain it. The rows can be edited afterwards."
        )
        super().__init__(tr("Tax at a rate"), about, controller, parent)
        self.rate = QLineEdit(self)
        self.rate.setPlaceholderText("25%")
        self.tax = self._line_field(_is_result, Concept.INCOME_TAX)
        self.deferred = self._line_field(_is_net_asset, Concept.DEFERRED_TAX_ASSETS, Concept.DEFERRED_TAX_LIABILITIES)
        self.opening = QLineEdit(self)
        self.opening.setPlaceholderText(tr("calculated from the other entries"))
        self.form.addRow(tr("Rate"), self.rate)
        self.form.addRow(tr("Tax line"), self.tax)
        self.form.addRow(tr("Deferred tax line"), self.deferred)
        self.form.addRow(tr("Opening deferred tax"), self.opening)
        self.begin_with(self.rate)

    def _change(self, draft: Draft) -> Draft:
        deferred = self.deferred.line
        opening = self._amount_in(self.opening, deferred)
        return with_tax(draft, self._ledger, TaxTerms(parse_rate(self.rate.text()), self.tax.line, deferred, opening))


class IndirectTaxDialog(_HelperDialog):
    """Takes the indirect tax, such as VAT, out of an amount that includes it."""

    def __init__(self, controller: DraftController, row: int, parent: QWidget) -> None:
        about = tr(
            "The amount in the chosen row includes this tax. Tax = amount × rate ÷ (1 + rate), less the tax already "
            "deducted."
        )
        super().__init__(tr("Indirect tax (VAT)"), about, controller, parent)
        self.row = FieldCombo(self)
        legs = controller.draft.legs if controller.draft else ()
        for number, leg in enumerate(legs):
            account = self._ledger.account(leg.line) if leg.line else None
            if account and _is_result(account):
                self.row.addItem(leg.text, number)
        self.row.setCurrentIndex(max(self.row.findData(row), 0))
        self.rate = QLineEdit(self)
        self.rate.setPlaceholderText("6%")
        self.payable = self._line_field(_is_net_asset, Concept.INDIRECT_TAX_PAYABLE)
        self.opening = QLineEdit(self)
        self.opening.setPlaceholderText("0")
        self.form.addRow(tr("Row that includes the tax"), self.row)
        self.form.addRow(tr("Rate"), self.rate)
        self.form.addRow(tr("Tax payable line"), self.payable)
        self.form.addRow(tr("Tax already deducted"), self.opening)
        self.begin_with(self.rate)

    def _change(self, draft: Draft) -> Draft:
        row = self.row.currentData()
        if row is None:
            raise WorkbenchError("No row of the result includes a tax. Enter one first.")
        rate, payable = parse_rate(self.rate.text()), self.payable.line
        opening = self._amount_in(self.opening, payable) or Decimal(0)
        return with_indirect_tax(draft, self._ledger, row, rate, payable, opening)


class MinoritiesDialog(_HelperDialog):
    """The share that minorities have in the result."""

    def __init__(self, controller: DraftController, parent: QWidget) -> None:
        about = tr("The share of non-controlling interests in the result of this entry, after tax.")
        super().__init__(tr("Share of non-controlling interests"), about, controller, parent)
        self.share = QLineEdit(self)
        self.share.setPlaceholderText("20%")
        self.line = self._line_field(
            lambda account: account.place is Place.SHARE_OF_RESULT, Concept.NCI_SHARE_OF_INCOME
        )
        self.form.addRow(tr("Share"), self.share)
        self.form.addRow(tr("Line of their share of income"), self.line)
        self.begin_with(self.share)

    def _change(self, draft: Draft) -> Draft:
        return with_share_of_minorities(draft, self._ledger, parse_rate(self.share.text()), self.line.line)


class BalancingDialog(_HelperDialog):
    """Puts what is open on one line: retained earnings, paid-in capital, other comprehensive income, or any other."""

    def __init__(self, controller: DraftController, parent: QWidget) -> None:
        about = tr("What is still open is put on this line, so that the entry balances.")
        super().__init__(tr("Balance the entry"), about, controller, parent)
        self.line = self._line_field(
            lambda account: account.place is not Place.SHARE_OF_RESULT, Concept.RETAINED_EARNINGS
        )
        self.form.addRow(tr("Line"), self.line)
        self.line.setFocus()

    def _change(self, draft: Draft) -> Draft:
        return with_balancing_row(draft, self._ledger, self.line.line)


class ReclassificationDialog(_HelperDialog):
    """Moves an amount from one line to another; profit and equity stay."""

    def __init__(self, controller: DraftController, moments: tuple[Moment, ...], parent: QWidget) -> None:
        about = tr("The amount leaves the first line and arrives on the second. Profit and equity stay unchanged.")
        super().__init__(tr("Reclassify an amount"), about, controller, parent)
        self.source = self._line_field(lambda _: True)
        self.target = self._line_field(lambda _: True)
        self.moment = MomentField(controller, moments, self)
        self.amount = QLineEdit(self)
        self.form.addRow(tr("From"), self.source)
        self.form.addRow(tr("To"), self.target)
        self.form.addRow(tr("Period"), self.moment)
        self.form.addRow(tr("Amount, as the first line shows it"), self.amount)
        self.source.setFocus()

    def _change(self, draft: Draft) -> Draft:
        source, target, moment = self.source.line, self.target.line, self.moment.moment
        amount = self._amount_in(self.amount, source)
        if not amount:
            raise WorkbenchError("Enter the amount that moves.")
        project = self._ledger.project
        period = Moments(project).period_in(project.statement_of(source), moment)
        if period is None:
            raise WorkbenchError(
                "The statement of '{line}' has no figures for this period. Choose another period.",
                line=project.line(source).name,
            )
        return with_reclassification(draft, self._ledger, source, target, Map({period: amount}))


class MomentField(FieldCombo):
    """A choice among moments."""

    def __init__(self, controller: DraftController, moments: Iterable[Moment], parent: QWidget) -> None:
        super().__init__(parent)
        self._moments = tuple(moments)
        for moment in self._moments:
            self.addItem(controller.label_of(moment))
        self.setCurrentIndex(self.count() - 1)

    def choose(self, moment: Moment) -> None:
        self.setCurrentIndex(self._moments.index(moment))

    @property
    def moment(self) -> Moment:
        """The chosen moment. Raises WorkbenchError if there is none to choose."""
        if self.currentIndex() < 0:
            raise WorkbenchError("The statements have no other period. Add one first.")
        return self._moments[self.currentIndex()]


class MomentDialog(EditDialog):
    """Asks for a moment and hands it to ``act``, which may refuse it."""

    def __init__(
        self,
        title: str,
        about: str,
        controller: DraftController,
        moments: Iterable[Moment],
        act: Callable[[Moment], object],
        parent: QWidget,
    ) -> None:
        super().__init__(title, about, parent)
        self._act = act
        self.moment = MomentField(controller, moments, self)
        self.form.addRow(tr("Period"), self.moment)
        self.moment.setFocus()

    def act(self) -> None:
        self._act(self.moment.moment)
