"""The Chinese words that fields say, so that these tests do not wait for the catalogue."""

from gettext import NullTranslations

SAID = {
    "a gain of {amount}": "收益{amount}",
    "a loss of {amount}": "损失{amount}",
    "an increase in {line} of {amount}": "{line}增加{amount}",
    "a decrease in {line} of {amount}": "{line}减少{amount}",
    "{currency}{number} {unit}": "{currency}{number}{unit}元",
    "RMB": "人民币",
    "thousand": "千",
    "million": "百万",
    "net income": "净利润",
    "nil": "零",
}


class ChineseWords(NullTranslations):
    """A translation of these words alone."""

    def gettext(self, message: str) -> str:
        return SAID.get(message, message)


CHINESE = ChineseWords()
