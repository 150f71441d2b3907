"""The sentences of facts: what checks find."""

from workbench.wording.patterns import Patterns, Plural

CHECK_FINDINGS: Patterns = {
    # the outcome of a comparison
    "holds": "{what}: {amount}",
    "holds-unproven": "{what}: {amount}, {why}",
    "holds-apart": "{what}: {amount}, {why} (difference {difference})",
    "broken": "{what}: {left}, expected {right}, difference {difference}",
    "short-of": "{what}: {left}, expected at least {right}, difference {difference}",
    "not-applicable": "{what}: not applicable, {reason}",
    "unknown-effect-is-on": "an effect that is switched on is unknown",
    "not-all-differences-are-on": "not all differences are on",
    "effect-unknown": "an effect is unknown",
    "calculated-here": "calculated here",
    "within-stored-precision": "within stored precision",
    "within-rounding": "within rounding",
    # what is compared: a line, a figure by its row and column
    "line-of-section": "{line} ({section})",
    "figure-of-period": "{line}, {period}",
    "figure-of-column": "{line}, {period}, {column}",
    "statement-in-column": "{statement}, {period}, {column}",
    "compared-in-column": "{what}, {column}",
    "printed-by-formula": "{what}, by formula",
    # what was carried, and what interim periods add up to
    "carried-from": "{difference}: {line} carried from {period}",
    "interims-add-up": "{line}, {period}, {column}: the interim periods add up",
    # agreement of sources
    "figure-in-cell": "{figure} = {cell}",
    "repeated-in-currency": "{line}, {period}: repeated in the {currency} column",
    "stated-once": "stated once",
    # cross-cast
    "row-of-sheet": "{line}, {period} ({sheet})",
    "bridge-lacks-an-end": ("{what}: the bridge lacks an opening or closing figure. Check its first and last rows"),
    "row-prints-no-result": "the row prints no result",
    "ratio-without-difference": "a ratio is not a sum, and the row states no difference",
    "cell-holds-no-amount": "{cell} contains no amount",
    "effects-are-entries": "{line}, {period}: all effects = entries",
    "result-of-row": "{line}, {period}: as reported + the differences switched on",
    # footing
    "totals-without-parts": Plural(
        "{lines}: no lines were found that add up to it, so this total is unproven",
        "{lines}: no lines were found that add up to them, so these totals are unproven",
    ),
    "total-or-parts-blank": "the total or all of its parts are blank",
    "part-unknown": "a part is unknown",
    "part-missing": "{what}: a part is blank, and {missing} is unaccounted for. Check the blank cells of this column",
    "only-affected-parts": "the sources print only affected parts; the remainder is {rest}",
    "no-parts-in-currency": "no source prints the parts in this currency",
    # balance
    "assets-are-claimed": "Assets = liabilities + equity, {period}, {column}",
    "no-total-of-assets-or-claims": "it shows no total assets, or no total liabilities and equity",
    "one-side-blank": "one side is blank",
    "figure-unknown": "a figure is unknown",
    # net income
    "two-statements": "{statement} and {other}",
    "net-income-as-in": "Net income = net income in {statement}, {period}",
    "one-shows-no-net-income": "one of them shows no net income",
    "reconciles-revenue": "it reconciles revenue to another measure",
    "period-not-shown": "it does not show this period",
    "one-is-blank": "one of them is blank",
    # roll-forward
    "difference-in-period": "{difference}, {period}",
    "rolls-forward": "{what}: {line} {opening} + net income {income} = closing",
    "only-equity-known": "{what}; only total equity is known, so any difference may be due to other movements",
    "mirrored-in-capital": "{difference}, {period}: equity-neutral, offset in paid-in capital",
    "no-line-of-net-income": "no line shows net income",
    "period-not-reconciled": "the period is not reconciled",
    "no-balance-sheet-at-either-end": "there is no balance sheet at its beginning or end",
    "no-balance-sheet-at-beginning": "there is no balance sheet at its beginning",
    "no-balance-sheet-at-end": "there is no balance sheet at its end",
    "balance-sheet-not-reconciled": "a balance sheet at its beginning or end is not reconciled",
    "no-line-of-equity": "no line shows retained earnings or total equity",
    "no-line-of-capital": "no line shows paid-in capital",
    # cash
    "cash-at-beginning": "Cash at the beginning, {period}",
    "cash-at-end": "Cash at the end, {period}",
    "cash-not-shown": "the cash flows do not show it",
    "no-balance-sheet-at-date": "there is no balance sheet at that date",
    "no-cash-in-column": "the balance sheet does not show cash in this column",
    # ratios and measures
    "ratio-of-lines": "{figure}: {numerator} / {denominator}",
    "same-as-line": "{figure}: {line} of {statement}",
    "multiple-of-line": "{figure}: {multiple} × {line} of {statement}",
    "part-of-line": "{figure}: 1/{divisor} of {line} of {statement}",
    "no-fewer-than-basic": "{line}, {period}: not fewer than basic",
    # translation
    "translated-at-rate": "{line}, {period}: {currency} at {rate}",
    "rounded-so-that-total-foots": "rounded so that a total foots",
    "no-rate-fits": "no exchange rate fits most of the figures",
    # natures
    "stays-unchanged": "{difference} leaves {line} unchanged, {period}",
    "presentation-only": "{difference}: presentation leaves income and equity unchanged",
    "no-profit-or-equity": "no statement that it affects shows income or equity",
    "moves-within": "{difference}, {period}: a reclassification leaves the totals above it unchanged",
    "no-total-of-all-legs": "no total includes all of its lines",
    "error-corrected": "Error correction, listed separately: {figure}: {amount}",
    "error-corrected-elsewhere": "{difference}: an error correction that no line of income or equity shows",
    # periods
    "rolls-forward-from-other-date": (
        "The balance sheet headed {heading} rolls forward over {period} as if dated {date}. Check its heading"
    ),
    "same-for-other-period": (
        "'{statement}' states the same figures for {period} as '{other}' does for {other_period}. Check the headings"
    ),
}
