"""The sentences of facts: how the line that a text names was found."""

from workbench.wording.patterns import Patterns

JOURNALS: Patterns = {
    "line-by-caption": "the same caption",
    "line-by-alias": "another spelling of its caption",
    "line-by-target-caption": "its target caption, {caption}",
    "line-by-id": "its id",
    "line-of-catalogue": "another name of the same line",
    "line-begins-with": "its caption begins with '{text}'",
    "line-has-initials": "its initials are '{text}'",
    "line-has-words": "its caption has these words",
    "line-has-words-with-section": "its caption and section have these words",
    "line-alike": "a similar caption ({score} of 100)",
}
