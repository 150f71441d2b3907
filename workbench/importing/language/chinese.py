"""Chinese in financial statements: traditional characters are read as simplified ones."""

import re

TRADITIONAL = (
    "資產負債損潤財務狀況現權應計總額減稅費營業與淨凈虧遞賬貨幣積餘撥備擔擬變動經間個幾於註釋償還單價據準則國際報併並無傭關聯"
    "賃優購屬銷倉儲開發貸廠機轉換貼攤實繳結綜調歸釐億萬東軸歷會內設處採電訊項認編製數絀夾層匯滙兌團審稱類別說記證員險點質運維"
    "護銀壞圓後對續啟號達預級節終約買賣進銹長門車華術獎勵紅復複廣場網絡劃當從為僅將幹學體確礎範圍給贖穫獲創協議許託賠檢驗測評"
    "規異響係聲彙壓環訂詳誤諾謹識讓豐貢貿賦賺贈趨辦農遷適選遲郵鐵鑒閱雙離難頁順須頒頻顯風飛飾馬驅齊龍臺"
)
SIMPLIFIED = (
    "资产负债损润财务状况现权应计总额减税费营业与净净亏递账货币积余拨备担拟变动经间个几于注释偿还单价据准则国际报并并无佣关联"
    "赁优购属销仓储开发贷厂机转换贴摊实缴结综调归厘亿万东轴历会内设处采电讯项认编制数绌夹层汇汇兑团审称类别说记证员险点质运维"
    "护银坏圆后对续启号达预级节终约买卖进锈长门车华术奖励红复复广场网络划当从为仅将干学体确础范围给赎获获创协议许托赔检验测评"
    "规异响系声汇压环订详误诺谨识让丰贡贸赋赚赠趋办农迁适选迟邮铁鉴阅双离难页顺须颁频显风飞饰马驱齐龙台"
)
ONLY_SIMPLIFIED = frozenset(SIMPLIFIED) - frozenset(TRADITIONAL) - frozenset("台与几余准并后系采")
"""Simplified characters that traditional texts do not use."""
TO_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)


def simplify(text: str) -> str:
    """Return ``text`` with simplified characters for the traditional ones of accounting."""
    return text if text.isascii() else text.translate(TO_SIMPLIFIED)


def is_simplified(text: str) -> bool:
    """True for a text with accounting characters that exist only in the PRC's simplified script."""
    return not text.isascii() and any(character in ONLY_SIMPLIFIED for character in text) and simplify(text) == text


class WordPattern:
    """A pattern of words, in which traditional characters count as simplified ones."""

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern, re.IGNORECASE)

    def search(self, text: str) -> re.Match[str] | None:
        return self._pattern.search(simplify(text))

    def match(self, text: str) -> re.Match[str] | None:
        return self._pattern.match(simplify(text))

    def sub(self, replacement: str, text: str) -> str:
        """Return ``text``, in simplified characters, with ``replacement`` for each occurrence of these words."""
        return self._pattern.sub(replacement, simplify(text))

    def remove_from(self, text: str) -> str:
        """Return ``text`` without the first occurrence of these words."""
        match = self.search(text)
        return text[: match.start()] + text[match.end() :] if match else text
