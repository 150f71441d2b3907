"""The fonts of a document: by name, with what stands in for one that is not installed."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase

from workbench.domain.facts import Fact, fact

LATIN = ("Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman", "Times", "DejaVu Serif")
CHINESE = (
    *("SimSun", "Songti SC", "STSong", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC"),
    *("Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"),
)
"""The first that is installed is used."""
WIDE = ("DejaVu Serif",)
FIRST_CHINESE = "\u2e80"


class DocumentFonts(NamedTuple):
    """``told``: which font stands in for another, or that none is there."""

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
    installed = set(QFontDatabase.families())
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
    return DocumentFonts(tuple(families), tuple(told))
