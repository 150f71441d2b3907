"""How texts name frameworks of accounting, and how the two ends of a reconciliation are called where none is named."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from workbench.catalogue.toml_files import read_catalogue
from workbench.domain.frameworks import Framework, Frameworks
from workbench.importing.language.chinese import WordPattern, simplify
from workbench.importing.language.vocabulary import AS_REPORTED, LONGEST_CAPTION, TEXTS_REMEMBERED, without_note

LONGEST_NAME = 80
"""The most characters of a framework's name; longer headings are sentences."""
MARK = "\x00"
"""Stands in a text for the framework that it names."""
BASIS = re.compile(r"\b(basis|statutory|standards?)\b", re.IGNORECASE)
ROUND_A_FRAMEWORK = re.compile(
    r"\b(amounts?|figures?|balances?|results?|as|reported|previously|originally|adjusted|restated|stated|presented|published|"
    r"converted|under|per|in|accordance|with|according|to|conformity|on|an?|the|basis|of|by|total|column|unaudited|audited|"
    r"financial|statements?|rmb|usd|us\$|hk\$|cny|reporting|standards?|accounting|and|s)\b|[按照根据依下项后数额金的之经与为]|金额|"
    r"呈报|列报|报告|编制|调整|列示|准则|人民币|千元|百万元|余额",
    re.IGNORECASE,
)
"""The other words of a heading of amounts that names a framework."""
BEFORE_A_CHANGE = WordPattern(
    r"\b(?:previous(?:ly)?|original(?:ly)?|before|prior to|pre|old|without|excluding|historical|"
    r"as (?:reported|filed|published)|reported)\b"
    r"|(?:重述|重列|调整|变更|更正|修正|采用|应用)[^后]{0,12}之?前|^原"
)
"""Words of the end that a change of accounting leaves."""
AFTER_A_CHANGE = WordPattern(
    r"\b(?:(?:as )?(?:restated|re-?presented|adjusted|corrected|revised|recast(?:ed)?)|"
    r"after|post|following|new|including|upon)\b"
    r"|(?:重述|重列|调整|变更|更正|修正|采用|应用)[^前]{0,12}之?后|经(?:重述|重列|调整|更正)|^新"
)
"""Words of the end that it leads to."""
NAMES_A_MOVE = re.compile(
    r"\b(?:before|prior to|pre|without|excluding|after|post|following|including|upon|old|new)\b", re.IGNORECASE
)
"""With one of these, a standard does not name the end by itself: both ends name it."""
ADJUSTED = re.compile(r"\W*(?:as )?adjusted\W*$", re.IGNORECASE)
ONLY_REPORTED = re.compile(
    r"\W*(?:(?:amounts?|balances?|figures?) )?(?:as )?(?:reported|published|filed)"
    r"(?: (?:amounts?|balances?|figures?))?(?: under)?\W*$",
    re.IGNORECASE,
)
"""Between these two lead adjustments of the company's own, rather than a change of accounting."""
ROUND_A_CHANGE = re.compile(
    r"\b(?:re-?presented|recast(?:ed)?|corrected|revised|adoption|application|implementation|implementing|adopting|applying|"
    r"initial|first[- ]time|transition|change|changes|policy|policies|carrying|measured|measurement|filed|correction|"
    r"restatement|reclassifications?|errors?|standard|for|at|comparatives?|prior|year|period|version|presentation|mpms?)\b|"
    r"首次|采用|应用|会计|政策|变更|更正|修正|差错|重述|重列|之?[前后]|新|原|以|执行",
    re.IGNORECASE,
)
"""Words of the ends of a change, beside those round a framework."""
WORDED_END = re.compile(
    r"[\s,;(–—-]+(?P<words>(?:(?:as )?(?:previously |originally )?(?:reported|stated|presented|published|filed)|"
    r"(?:as )?(?:restated|re-?presented|corrected|revised|recast)|as adjusted|"
    r"(?:before|after|prior to|following) [^()]{3,60}))\)?\s*$",
    re.IGNORECASE,
)
"""``Equity, as previously reported``."""
AT_A_DAY = re.compile(r"[\s,]+(?:as )?(?:at|of|on)\s+[\w .,]{0,20}\b(?:19|20)\d\d\s*$", re.IGNORECASE)
"""``Equity, as previously reported, at 31 December 2017``."""
OF_OWN_MEASURES = re.compile(
    r"[\s,;(–—-]+(?P<name>management[- ]defined performance measures?|MPMs?)\)?\s*$", re.IGNORECASE
)
"""``Adjusted operating profit (MPM)``."""
UNDER = re.compile(
    r"\b(?:under|in accordance with|according to|in conformity with|pursuant to|applying|on the basis of|"
    r"based on|per)\s+(?:the )?"
    r"(?P<name>[A-Z0-9][^,;:()]*?(?:\([A-Z][\w ]*\))?)\s*$"
)
"""``Net income under Brazilian corporate law``: what follows, where the figures prove that it is an end."""
MOST_WORDS_OF_A_NAME = 7
RECONCILIATION_OF = re.compile(r"^reconciliations? of (the )?", re.IGNORECASE)
CONNECTION = re.compile(
    r"[\s,(（–—-]*\b(?:amounts? )?(?:as )?(?:(?:previously|originally) )?"
    r"(?:reported|presented|stated|determined|prepared|measured|calculated)?\s*"
    r"(?:under|in accordance with|according to|in conformity with|based on|per|using|on the basis of|on an?|in|as|by)?"
    r"(?:\s+(?:the|reported under))?\s*\x00(?:\s+basis)?[\s)）]*",
    re.IGNORECASE,
)
CONNECTION_BEFORE = re.compile(
    r"^(?:按照?|根据|依据|在)?\s*\x00\s*(?:准则)?(?:及制度)?(?:下|编制|列报|呈报|列示|报告|计算|项下)?的?(?:财务报表的)?\s*|^\x00\s+(?:basis\s*)?",
    re.IGNORECASE,
)
IN_THE_STATEMENTS = re.compile(
    r"\s+(?:in|per|from) (?:the|our) (?:[a-z-]+ ){0,2}(?:statements?|accounts)(?: of [a-z ]+)?\s*$", re.IGNORECASE
)
"""``Net income as reported in the consolidated statements of income``."""
REPORTED = re.compile(
    r"[\s,(（–—-]*\bas (?:previously |originally )?(?:reported|published|filed|stated)\b[\s)）]*", re.IGNORECASE
)


class _Spelling(NamedTuple):
    key: str
    code: str
    pattern: re.Pattern[str]


class _Catalogue(NamedTuple):
    assumed: Frameworks
    may_name_one: re.Pattern[str]
    plain: _Spelling
    unless_plain: re.Pattern[str]
    spellings: tuple[_Spelling, ...]
    of_somewhere: re.Pattern[str]
    not_a_name: re.Pattern[str]
    standard: re.Pattern[str]
    of_presentation: re.Pattern[str]


class _Named(NamedTuple):
    """A framework in a text: from ``start`` to ``end`` it is called ``name``."""

    key: str
    name: str
    start: int
    end: int


@cache
def _catalogue() -> _Catalogue:
    record = read_catalogue("frameworks.toml")

    def compile_pattern(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
        return re.compile("".join(pattern.splitlines()), flags)

    spellings = tuple(
        _Spelling(framework["key"], framework.get("code", ""), compile_pattern(framework["pattern"]))
        for framework in record["framework"]
    )
    codes = {spelling.key: spelling.code for spelling in spellings}
    source, target = (Framework(codes[key]) for key in record["assumed"])
    plain = record["plain"]
    return _Catalogue(
        Frameworks(source, target),
        compile_pattern(record["may_name_one"]),
        _Spelling(plain["key"], codes[plain["key"]], compile_pattern(plain["pattern"])),
        compile_pattern(plain["unless"]),
        spellings,
        compile_pattern(record["of_somewhere"], re.RegexFlag(0)),
        compile_pattern(record["not_a_name"]),
        compile_pattern(record["standard"]),
        compile_pattern(record["of_presentation"]),
    )


def assumed_frameworks() -> Frameworks:
    """Return what figures are taken to be reported under and reconciled to, where no file names either."""
    return _catalogue().assumed


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _named_in(text: str) -> tuple[_Named, ...]:
    """Return the frameworks that a text names, each once, from left to right."""
    catalogue = _catalogue()
    plain_text = simplify(text)
    if len(text) > LONGEST_CAPTION * 4 or not catalogue.may_name_one.search(plain_text):
        return ()
    remaining, named = plain_text, dict[str, _Named]()

    def take(key: str, code: str, start: int, end: int) -> None:
        nonlocal remaining
        named.setdefault(key, _Named(key, code or " ".join(text[start:end].split()), start, end))
        remaining = remaining[:start] + " " * (end - start) + remaining[end:]

    for spelling in catalogue.spellings:
        for match in list(spelling.pattern.finditer(remaining)):
            take(spelling.key, spelling.code, *match.span())
    for match in list(catalogue.of_somewhere.finditer(remaining)):
        if not catalogue.not_a_name.match(match[0]):
            take(match[0].casefold(), "", *match.span())
    is_named = any(catalogue.unless_plain.search(framework.name) for framework in named.values())
    if not is_named and (plain := catalogue.plain.pattern.search(remaining)):
        take(catalogue.plain.key, catalogue.plain.code, *plain.span())
    return tuple(sorted(named.values(), key=lambda framework: framework.start))


def frameworks_in(text: str) -> tuple[str, ...]:
    """Return the frameworks that ``text`` names, in its order: those with a code by that, others as printed."""
    return tuple(framework.name for framework in _named_in(text))


def framework_in(text: str) -> str | None:
    """Return the first framework that ``text`` names."""
    return next(iter(frameworks_in(text)), None)


def key_of_framework(name: str) -> str:
    """Return what the spellings of a framework have in common: ``J-GAAP`` and ``Japanese GAAP`` are one."""
    named = _named_in(name)
    return named[0].key if named and named[0].end - named[0].start == len(name) else name.casefold()


def is_same_framework(name: str, other_name: str) -> bool:
    return name == other_name or key_of_framework(name) == key_of_framework(other_name)


def mark_frameworks(text: str) -> str:
    """Return a text in simplified characters with a mark in place of each framework that it names."""
    marked, taken = [], 0
    plain_text = simplify(text)
    for framework in _named_in(text):
        marked += [plain_text[taken : framework.start], MARK]
        taken = framework.end
    return "".join((*marked, plain_text[taken:]))


def names_only_a_framework(text: str) -> bool:
    """True for ``Amounts as reported under U.S. GAAP``; false for ``Classification of warrants under IFRS``."""
    remaining = ROUND_A_FRAMEWORK.sub(" ", mark_frameworks(text).replace(MARK, " "))
    return not re.search(r"[^\W\d_]{2,}", remaining)


def are_of_presentation(frameworks: Frameworks) -> bool:
    """True between two standards that say how figures are presented, and not how they are measured."""
    return all(_catalogue().of_presentation.search(framework.name) for framework in frameworks)


def names_a_basis(text: str) -> bool:
    """True for a text that names a framework, or a standard: ``IFRS 15``, ``Topic 606``."""
    return bool(_named_in(text) or _catalogue().standard.search(simplify(text)))


def basis_in(heading: str) -> str:
    """Return ``heading`` if it names a basis of accounting other than a framework, ``Tax basis``; else ""."""
    return heading if BASIS.search(heading) else ""


class EndOfChange(NamedTuple):
    """One end of a change within a framework. ``is_before`` and ``is_after``: whether its words say which end it is."""

    framework: Framework
    is_before: bool
    is_after: bool

    def may_be_opposite(self, other: "EndOfChange") -> bool:
        """True where two ends have different names and do not both say the same of themselves."""
        names = self.framework.name, other.framework.name
        same_side = (self.is_before and other.is_before) or (self.is_after and other.is_after)
        is_own_measure = any(map(ADJUSTED.match, names)) and any(map(ONLY_REPORTED.match, names))
        return names[0].casefold() != names[1].casefold() and not same_side and not is_own_measure


@lru_cache(maxsize=TEXTS_REMEMBERED)
def end_of_change(heading: str) -> EndOfChange | None:
    """Return the end that a heading names by a standard or by before and after; None where it says anything else.

    *As previously presented (IAS 1)* is IAS 1; *Before application of IFRS 15* and *As restated* are names themselves.
    """
    name = " ".join(heading.split())
    if not name or len(name) > LONGEST_NAME:
        return None
    plain = simplify(name)
    standards = [match[0] for match in _catalogue().standard.finditer(plain)]
    remaining = _catalogue().standard.sub(" ", plain)
    is_after, is_reported = bool(AFTER_A_CHANGE.search(plain)), bool(ONLY_REPORTED.match(remaining))
    is_before = bool(BEFORE_A_CHANGE.search(plain)) and not is_reported
    remaining = mark_frameworks(remaining).replace(MARK, " ")
    remaining = ROUND_A_CHANGE.sub(" ", AFTER_A_CHANGE.sub(" ", BEFORE_A_CHANGE.sub(" ", remaining)))
    remaining = ROUND_A_FRAMEWORK.sub(" ", remaining)
    if re.search(r"[^\W\d_]{2,}", remaining) or not (standards or is_before or is_after or is_reported):
        return None
    if len(standards) == 1 and not NAMES_A_MOVE.search(plain):
        framework = Framework(standards[0], heading="" if name == standards[0] else name)
    else:
        framework = Framework(name, heading=name)
    return EndOfChange(framework, is_before and not is_after, is_after and not is_before)


def as_printed(heading: str) -> Framework:
    """Return the framework that a heading names, or the heading itself as one."""
    name = " ".join(heading.split())
    if named := frameworks_in(name):
        has_more = names_only_a_framework(name) and name != named[0]
        return Framework(named[0], heading=name if has_more else "")
    return Framework(name, heading=name)


class EndOfBridge(NamedTuple):
    """What the caption of a row says of itself as an end of a bridge.

    ``is_named``: whether it names a framework; else the figures must prove that it is an end.
    """

    framework: Framework
    measure: str
    is_named: bool
    change: EndOfChange | None = None

    def may_lead_to(self, other: "EndOfBridge") -> bool:
        if self.change and other.change:
            return self.change.may_be_opposite(other.change)
        return not is_same_framework(self.framework.name, other.framework.name)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def end_of_bridge(caption: str) -> EndOfBridge | None:
    """Return the end that a caption names: ``Net income under U.S. GAAP``, ``Equity, as previously reported``."""
    if len(caption) > LONGEST_CAPTION:
        return None
    if name := framework_in(caption):
        return EndOfBridge(Framework(name), measure_in(caption), is_named=True)
    if own := OF_OWN_MEASURES.search(caption):
        name = own["name"]
        return EndOfBridge(Framework(name[:1].upper() + name[1:]), measure_in(caption[: own.start()]), is_named=False)
    caption = AT_A_DAY.sub("", caption)
    if worded := WORDED_END.search(caption):
        words = worded["words"]
        change = end_of_change(words[:1].upper() + words[1:])
        if change:
            return EndOfBridge(change.framework, measure_in(caption[: worded.start()]), is_named=False, change=change)
    if (under := UNDER.search(caption)) and len(under["name"].split()) <= MOST_WORDS_OF_A_NAME:
        return EndOfBridge(Framework(under["name"]), measure_in(caption[: under.start()]), is_named=False)
    if reported := AS_REPORTED.search(caption):
        framework = as_printed(reported[0][:1].upper() + reported[0][1:])
        return EndOfBridge(framework, measure_in(caption), is_named=False, change=end_of_change(framework.name))
    return None


def measure_in(caption: str) -> str:
    """Return what a row measures, without the words that name the framework: ``Net income``."""
    marked = CONNECTION_BEFORE.sub("", mark_frameworks(without_note(caption)))
    marked = IN_THE_STATEMENTS.sub(" ", CONNECTION.sub(" ", marked))
    marked = REPORTED.sub(" ", marked).replace(MARK, "")
    plain = RECONCILIATION_OF.sub("", _without_open_brackets(" ".join(marked.split())).strip(" ,:：-–—"))
    return plain if re.search(r"[^\W\d_]{2,}", plain) else ""


def _without_open_brackets(text: str) -> str:
    """Return ``text`` without marks at its ends; a bracket that closes one within it stays."""
    plain = text.strip(" ,:：-–—()（）")
    tail = text[text.index(plain) + len(plain) :] if plain else ""
    closing = next((mark for mark in tail if mark in ")）"), "")
    return plain + closing if sum(map(plain.count, "(（")) > sum(map(plain.count, ")）")) else plain


def is_specific(framework: Framework) -> bool:
    """False for a name that any framework may have: *As reported*."""
    return names_a_basis(framework.name)


def are_compatible(frameworks: Frameworks, others: Frameworks) -> bool:
    """True where two tables may lead between the same frameworks: one end is the same, the other too or not named."""
    same = [is_same_framework(framework.name, other.name) for framework, other in zip(frameworks, others, strict=True)]
    may_be = [
        not (is_specific(framework) and is_specific(other)) for framework, other in zip(frameworks, others, strict=True)
    ]
    return any(same) and all(is_same or is_open for is_same, is_open in zip(same, may_be, strict=True))


def shared_frameworks(pairs: Sequence[Frameworks]) -> Frameworks:
    """Return the frameworks of compatible tables: for each end the first specific name, with the first heading."""
    return Frameworks(*(next(filter(is_specific, ends), ends[0]) for ends in zip(*pairs, strict=True)))


def with_title(frameworks: Frameworks, titles: Sequence[str]) -> Frameworks:
    """Return the frameworks, an end that is not specific by the name that the nearest title with two gives it."""
    named = next((names for title in reversed(titles) if len(names := frameworks_in(title)) == len(frameworks)), ())
    source, target = frameworks
    if not named or is_specific(source) == is_specific(target):
        return frameworks
    known = source if is_specific(source) else target
    others = [name for name in named if not is_same_framework(name, known.name)]
    if len(others) != 1:
        return frameworks
    other = Framework(others[0])
    return Frameworks(source, other) if known is source else Frameworks(other, target)
