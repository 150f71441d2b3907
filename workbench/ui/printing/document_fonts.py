"""The fonts of a document: by name, with what stands in for one that is not installed."""

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from workbench.domain.facts import Fact, fact

LATIN = ("Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman", "Times", "DejaVu Serif")
CHINESE = (
    *("SimSun", "Songti SC", "STSong", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC"),
    *("Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
)
"""The first that is installed is used."""
WIDE = ("DejaVu Serif",)
FIRST_CHINESE = "\u2e80"
MOST_NAMED = 8
"""How many characters that a font lacks are named."""


class DocumentFonts(NamedTuple):
    """``told``: which font stands in for another, that none is there, or which characters it lacks."""

    families: tuple[str, ...]
    told: tuple[Fact, ...]

    @property
    def font(self) -> QFont:
        font = QFont(list(self.families))
        font.setFeature(QFont.Tag("liga"), 0)  # a ligature is another character to whoever searches or copies
        if self.families and self.families[0] in WIDE:
            font.setStretch(QFont.Stretch.SemiCondensed)  # as wide as the fonts for which it stands in
        return font


def fonts_for(texts: Iterable[str]) -> DocumentFonts:
    """Return the fonts for texts; one that has Chinese characters only if the texts have some."""
    texts, installed = tuple(texts), set(QFontDatabase.families())
    wanted = [LATIN, CHINESE] if any(character >= FIRST_CHINESE for text in texts for character in text) else [LATIN]
    families, told = [], []
    for names in wanted:
        used = next((name for name in names if name in installed), "")
        if used:
            families.append(used)
        if used != names[0]:
            told.append(
                fact("font-replaced", wanted=names[0], used=used) if used else fact("font-missing", wanted=names[0])
            )
    if len(families) == len(wanted) and (lacking := _lacking(families, texts)):
        told.append(fact("font-lacks", font=families[0], characters=lacking))
    return DocumentFonts(tuple(families), tuple(told))


def _lacking(families: Iterable[str], texts: Iterable[str]) -> str:
    """Return the first few characters that none of the fonts has, which the system then takes from any other."""
    fonts = [QRawFont.fromFont(QFont(family)) for family in families]
    seen = sorted({character for text in texts for character in text if character.isprintable()})
    lacking = (
        character for character in seen if fonts and not any(font.supportsCharacter(ord(character)) for font in fonts)
    )
    return "".join(islice(lacking, MOST_NAMED))
