"""The sentences of facts: what merging another file asks, and what cannot come."""

from workbench.wording.patterns import Patterns, Plural

MERGING: Patterns = {
    "merge-of-other-sources": Plural(
        "{file} rests on {sources}, which this project does not. Figures that only this file states do not come: "
        "import it here.",
        "{file} rests on {sources}, which this project does not. Figures that only these files state do not come: "
        "import them here.",
    ),
    "merge-without-sources": Plural(
        "{file} does not rest on {sources}, as this project does. What only this file states stays.",
        "{file} does not rest on {sources}, as this project does. What only these files state stays.",
    ),
    "merge-of-a-later-version": Plural(
        "{file} was edited with a newer version of this program: {count} change of a kind that this version does not "
        "know does not come.",
        "{file} was edited with a newer version of this program: {count} changes of a kind that this version does not "
        "know do not come.",
    ),
    "merge-beside": "{what} is also the name of something else in this project. Both are kept.",
    "both-changed": "Both projects changed it.",
    "both-changed-effect": "Both projects changed the effect on {cell}.",
    "changed-here-deleted-there": "It was deleted in the other project, and changed in this one.",
    "deleted-here": "It was deleted in this project. Add it again to take the change.",
    "concept-given-otherwise": "This project has given the concept to {line}.",
    "does-not-fit": "It no longer fits this project.",
}
