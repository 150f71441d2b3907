"""What a verification found, as lines and as JSON."""

from collections.abc import Iterator

from workbench.exporting.figures_json import Json, Put, write_json
from workbench.phrases import ENGLISH, Phrase, Words, listing, phrase, phrase_of_count, say
from workbench.verifying.verification import Checked, Deviation, Verification


def report_of_verification(verification: Verification, words: Words) -> Iterator[str]:
    """Yield the verdict, what was compared, and what was not."""
    if verification.is_reproduced:
        yield say(phrase("{file}: reproduced.", file=verification.file), words)
    else:
        first, more = verification.deviations[0], len(verification.deviations) - 1
        yield say(phrase("{file}: not reproduced. {deviation}", file=verification.file, deviation=first.message), words)
        if more:
            others = phrase_of_count(
                "{count:,} more deviation; --json lists it.", "{count:,} more deviations; --json lists them.", more
            )
            yield say(others, words)
    yield say(phrase("Compared: {what}.", what=listing(_counts(verification.checked), words)), words)
    for unverified in verification.unverified:
        yield say(phrase("Not verified: {what}", what=unverified.message), words)


def _counts(checked: Checked) -> Iterator[Phrase]:
    if checked.members:
        yield phrase_of_count("{count:,} member of the bundle", "{count:,} members of the bundle", checked.members)
    yield phrase_of_count("{count:,} figure", "{count:,} figures", checked.figures)
    if checked.formulas:
        yield phrase_of_count("{count:,} formula", "{count:,} formulas", checked.formulas)
    if checked.checks:
        yield phrase_of_count("{count:,} check", "{count:,} checks", checked.checks)
    yield phrase_of_count("{count:,} source", "{count:,} sources", checked.sources)
    yield phrase_of_count("{count:,} figure of sources", "{count:,} figures of sources", checked.source_figures)


def write_verification_json(verification: Verification, put: Put) -> None:
    """Write a verification as JSON; messages are in English, amounts exact."""
    checked = verification.checked
    write_json(
        {
            "file": verification.file,
            "entity": verification.entity,
            "fingerprint": verification.fingerprint or None,
            "reproduced": verification.is_reproduced,
            "checked": {
                "figures": checked.figures,
                "formulas": checked.formulas,
                "checks": checked.checks,
                "sources": checked.sources,
                "source_figures": checked.source_figures,
                "members": checked.members,
            },
            "deviations": (_deviation_as_json(deviation) for deviation in verification.deviations),
            "not_verified": [
                {"key": unverified.key, "message": say(unverified.message, ENGLISH)}
                for unverified in verification.unverified
            ],
        },
        put,
    )


def _deviation_as_json(deviation: Deviation) -> Json:
    return {
        "kind": deviation.kind.value,
        "file": deviation.file or None,
        "sheet": deviation.sheet or None,
        "cell": deviation.cell or None,
        "line": deviation.line or None,
        "expected": deviation.expected,
        "found": deviation.found,
        "message": say(deviation.message, ENGLISH),
    }
