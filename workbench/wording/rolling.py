"""The sentences of facts: what a roll-forward carried, and what a new workbook shows otherwise."""

from workbench.wording.patterns import Patterns

ROLLING: Patterns = {
    "no-project-holds": "{statement}, {period}: no project holds this period. Its column is empty.",
    "line-was-called": "'{line}' was called '{former}' in {file}.",
    "line-only-earlier": "Only {file} has a line '{line}'. It was kept.",
    "line-renamed": "'{former}' is called '{line}' in {file}, where its figures agree or its place is the same.",
    "line-appeared": "'{line}' is new in {file}.",
    "line-vanished": (
        "'{line}' is not in {file}. It was kept with its comparatives; its effects in the new period have no figure "
        "to stand on. Move them to another line, or delete the line."
    ),
    "line-split": (
        "'{line}' is not in {file}, where {parts} add up to it. Move its effects to these lines, and take the new "
        "comparatives if the statement was restated."
    ),
    "statement-appeared": "{statement} is new in {file}.",
    "statement-not-in-file": "{statement} is not in {file}. Its column of the new period is empty.",
    "carried-gives-way": (
        "{difference}: {file} states effects for {periods}. They were taken in place of the amounts carried there."
    ),
    "own-entries-kept": (
        "{difference}: {file} states effects for {periods}, where you have worked on what was carried. Your entries "
        "stay, and the checks compare them with the file."
    ),
    "difference-appeared": "{difference} is a new difference in {file}.",
    "difference-not-in-file": (
        "{difference} was carried, and is not among the differences that {file} states. If it has ended, delete its "
        "entries of the new period."
    ),
    "signs-of-file-turned": (
        "{statement}: {file} states {lines} and others of their kind with the opposite sign. They were turned to the "
        "sign used here."
    ),
    "total-has-other-parts": "'{line}' has other parts in {file}.",
    "restated-between-projects": ("{line}, {period}: {taken} states {amount}, {file} {other}. {taken} was followed."),
    "unit-of-file-converted": (
        "{file} states amounts in units of {printed:,}; they were converted to units of {kept:,} without rounding."
    ),
    "frameworks-of-file-differ": (
        "{file} reconciles {source} to {target}, and this project {kept_source} to {kept_target}. The names here were "
        "kept. Check that the differences are of the same kind."
    ),
    "difference-of-earlier-project": (
        "{difference}: no later project than {file} has this difference. If it has ended, delete it once its "
        "comparatives are no longer shown."
    ),
    "difference-was-called": "{difference} was called {former} in {file}.",
    "reversed-without-profit-line": (
        "{difference}, {entry}: reversed, but no project says through which line of profit. Post the amount there."
    ),
    "not-carried-as-it-was": "{difference}, {entry}: {choice} at the opening.",
    "carry-include": "carried",
    "carry-exclude": "left out",
    "carry-reverse": "reversed",
    "carry-zero": "carried as nil",
}
