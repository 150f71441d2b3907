"""What is said of publishing: why an appendix is a draft, what a template or a bundle lacks, which fonts stand in."""

from workbench.wording.patterns import Patterns, Plural

PUBLISHING: Patterns = {
    "draft-partial": Plural("illustrative: {on} of {count} difference", "illustrative: {on} of {count} differences"),
    "draft-unreconciled": "only comparatives are reconciled",
    "draft-open-basis": "The basis of preparation is neither written nor left out.",
    "draft-open-process": "The reconciliation process is neither written nor left out.",
    "draft-open-assurance": "Limited assurance is neither written nor marked as no engagement.",
    "draft-open-procedures": "Procedures and results are neither written nor marked as no engagement.",
    "draft-open-introduction": "The introduction to the tables is neither written nor left out.",
    "draft-open-closing": "The closing sentence is neither written nor left out.",
    "template-macros": "The template has macros, which were left out.",
    "template-objects": "The template has embedded objects, which were left out.",
    "template-pictures": "The template has pictures, which were left out.",
    "template-links": "The template refers to files elsewhere, which were left out.",
    "template-fields": "The template has fields, which were left out.",
    "template-theme": "The theme of the template refers to other parts, and was left out.",
    "font-replaced": "The font {wanted} is not installed; {used} is used instead.",
    "font-lacks": "The font {font} lacks some characters, such as {characters}; another font is used for them.",
    "font-missing": "No font for {wanted} is installed; its characters may be missing. Install a Chinese font.",
    "bundle-lacks": "The bundle lacks {file}: {why}.",
}
