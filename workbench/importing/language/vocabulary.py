"""The vocabulary of accounting: the words of captions, headings and titles for statements, lines and units."""

import re
import unicodedata
from functools import lru_cache

from workbench.domain.statements import LineUnit, StatementKind
from workbench.importing.language.chinese import WordPattern, simplify

I = re.IGNORECASE  # noqa: E741
LONGEST_CURRENCY = 12
LONGEST_CAPTION = 400
"""The most characters of a caption; longer text is a paragraph, in which words are not sought."""
TEXTS_REMEMBERED = 50_000
"""Results kept in a cache: the same headings and captions occur many times."""

KINDS: tuple[tuple[StatementKind, re.Pattern[str]], ...] = (
    (
        StatementKind.NON_GAAP,
        re.compile(r"non-?\s?(gaap|ifrs)|\ba?ffo\b|funds from operations|非(美国)?(公认|通用)?会计准则|非gaap", I),
    ),
    (StatementKind.CASH_FLOWS, re.compile(r"cash\s?flows?|^cf$|现金流", I)),
    (
        StatementKind.CHANGES_IN_EQUITY,
        re.compile(
            r"changes in .{0,40}(equity|deficit)|statements? of [\w ]*(shareholders|stockholders|owners|members)\W{0,3} *(equity|deficit)|权益变动",
            I,
        ),
    ),
    (
        StatementKind.OPERATIONS,
        re.compile(
            r"operations|income statements?|statements? of (?!comprehensive)[\w ]*(income|earnings|loss|profit)|profit (or|and) loss|^(is|p&l|pl)$|"
            r"利润表|损益表|损益账|经营(业绩)?(情况)?表|经营状况表|经营及综合|(?<!综合)(?<!全面)(?<!其他)收益表|损益计算书|损益(?:及び|に)",
            I,
        ),
    ),
    (StatementKind.COMPREHENSIVE_INCOME, re.compile(r"comprehensive (income|loss)|^oci$|(综合|全面)(收益|亏损)", I)),
    (
        StatementKind.FINANCIAL_POSITION,
        re.compile(r"balance sheets?|financial (position|condition)|^bs$|资产负债表|财务状况表|财政状态计算书", I),
    ),
)
SHORT_NAMES: tuple[tuple[StatementKind, re.Pattern[str]], ...] = (
    (StatementKind.OPERATIONS, re.compile(r"(?<![A-Za-z])(IS|PL|P&L|P\+L|PnL)(?![A-Za-z])")),
    (StatementKind.FINANCIAL_POSITION, re.compile(r"(?<![A-Za-z])(BS|SFP|SOFP)(?![A-Za-z])")),
    (StatementKind.CASH_FLOWS, re.compile(r"(?<![A-Za-z])(CF|CFS|SCF)(?![A-Za-z])")),
    (StatementKind.COMPREHENSIVE_INCOME, re.compile(r"(?<![A-Za-z])(OCI|SOCI|SCI)(?![A-Za-z])")),
    (StatementKind.CHANGES_IN_EQUITY, re.compile(r"(?<![A-Za-z])(SOCE|SCE)(?![A-Za-z])")),
)
"""Analysts' abbreviations of statements on a tab or in a column: in capitals, beside a period."""
LONGEST_SHORT_NAME = 31

AS_REPORTED = WordPattern(
    r"\bas (previously |originally )?(reported|published|filed|stated)\b|\breported (amounts?|figures?)\b|\bper (the )?(filing|published|financial) |"
    r"呈报|列报(金额|数)|报告(金额|数)|账面(金额|数)",
)
"""Words for figures as the company published them, under whichever framework."""
ADJUSTMENT_WORD = WordPattern(r"adjust(?!ed\b)|reconcil|differences?\b|effects? of|convers|调整|差异|影响")
OWN_MEASURE = re.compile(
    r"\b(?:core|adjusted|underlying|normali[sz]ed|comparable|recurring|non-?gaap|non-?ifrs|pro[- ]?forma)\b|"
    r"经调整|非公认",
    re.IGNORECASE,
)
"""What a company calls figures by a measure of its own: no framework's."""
NOTE_COLUMN = WordPattern(
    r"^(?:19|20)\d{2} ?%$|^(?:(?:restatement|adjustments?|note|footnotes?) )?(notes?|footnotes?|refs?|references?|附[注註]|注释|备注|comments?|remarks?|support|source|evidence)\.?$|^(?:%|pct\b|percent(?:age)?\b)|\bchanges?\b(?! (?:in|of|to)\b)|^variance|^var\b\.?|^(?:[^\d\s]{1,8} )?\S{0,8}\d\S{0,6} (?:x|vs?\.?|versus) (?:[^\d\s]{1,8} )?\S{0,8}\d|^cagr\b|^(?:over|under|remaining)\b(?:\W*(?:over|under|of|the|budget|plan))*$|^(checks?|control|tie[- ]?out|diff)\b\.?|^(yoy|qoq|vs\.?)\b|变动|同比|环比|增减|校验|检查|核对|^行次$|^序号$",
)
"""Headings of columns beside the figures: references, remarks, changes, percentages."""
SUM_OF_ADJUSTMENTS = WordPattern(
    r"^(sub-?)?total\b.*(adjust|differ|effect|reconcil|reclassif|remeasure|restatement|correction|impact)|^(sub-?)?total$|^net (effect|adjustments?)|(调整|差异|影响)(合计|总额|总计|小计)|^(合计|小计)$",
)
NO_FIGURE = WordPattern(
    r"^\s*(n\.?\s?[am]\.?|n/[am]|not applicable|not available|not meaningful|none|null|tbd|不适用|无|rmb|cny|usd|us\$|hk\$|hkd|eur|\$|¥|￥|€|£|人民币|美元|港元|[十百千万亿仟]*元|[港美]?仙|港分|分|cents?|pence|[()%]|\[(?:\d|[a-z]{1,2})\]|not (?:provided|disclosed|reported))?\s*$",
)
"""Words in a column of figures for the lack of one, and units or brackets in a cell of their own."""
NUMBERING = re.compile(
    r"^\s*(?:(?:(?:notes?|adj(?:ustment)?s?)(?![a-z])|附注|调整)\.?\s*[(（]?(?:\d{1,2}|[a-z]|[ivx]{1,4}|[一二三四五六七八九十])[)）]?\s*[:：.–-]?(?=\s)|[(（](?:[ivx]{1,4}|[a-z]|\d{1,2}|[一二三四五六七八九十])[)）]|(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)]|[一二三四五六七八九十]、)\s+",
    re.IGNORECASE,
)
"""A number before a name."""
ITEM_NUMBER = re.compile(
    r"^[\s(\[（]*(?:(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})|(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})|[A-Za-z]|"
    r"(?:[A-Za-z][.-]?)?\d{1,3}(?:\.\d{1,2}){0,2}|[一二三四五六七八九十]{1,3})[\s.:)\]）、]*$"
)
"""A number in a cell of its own before a caption: ``(iii)``, ``A.1``."""
NAMES_A_COMPANY = re.compile(r"\b(ltd|inc|limited|corp|corporation|plc|group|holdings?|co)\b|公司|集团|医药|控股", I)
UNIT_AT_END = re.compile(
    r"[\s,(（]*\b(?:in )?(?:(?:rmb|cny|usd|us\$|hk\$|hkd|eur|gbp|jpy|chf|人民币)\s*)(?:(?:in )?(?:['’]000s?|thousands?|millions?|mn|千元|百万元))?[)）]?\s*$|"
    r"\s+(?:us|hk)?[$¥€£]\s*(?:['’]000s?|m|mn|millions?)?\s*$",
    I,
)
CHECK_WORDS = WordPattern(
    r"^\W*(?:(?:foot|cross|sum|row|column|total)[- ]?)?(checks?|control|check ?sums?|tie[- ]?outs?|proof|rounding check|diff\.?|校验|检查|核对|差额|勾稽)\b",
)
"""Analysts' captions for figures that only check others."""
ADDED_OR_DEDUCTED = WordPattern(
    r"^\s*(?P<sign>add|plus|less|deduct|minus|加|减)\s*[:：]\s*|^\s*(?P<word>less|减)\s+",
)
LINE_WITHOUT_FIGURES = WordPattern(r"^commitments? and contingenc|^或有事项|^承诺及或有")
"""A line that balance sheets print without a figure, which is not a heading of the following ones."""
AUDITED = re.compile(
    r"^[(（]?((un)?audited|未?经审计|未经审核|经审核|(as )?(previously reported|originally reported|restated)|重述(前|后)?)[)）]?$",
    I,
)
NOTE_REFERENCE = re.compile(
    r"^[(（]?\s*(notes?|附[注註]|注)\s*[(（]?[ivxlcdm\da-z一二三四五六七八九十]{1,5}[)）]?([,、&]\s*[(（]?[ivxlcdm\da-z]{1,5}[)）]?)*\s*[)）]?$|^[(（\[][ivxlcdm\da-z]{1,4}[)）\]]$|^会[企合]{1,2}\s?\d+表$|"
    r"^[(（]?[a-z]([,、&] ?[a-z])*[)）]?$",
    I,
)
NOTE_IN_NAME = re.compile(
    r"\s*[(（]\s*(?:(?:notes?|附[注註]|注)\s*[(（]?[ivxlcdm\da-z一二三四五六七八九十, &]{1,12}[)）]?|[ivx]{1,4}|[a-z]|\d{1,2})\s*[)）]\s*$",
    re.IGNORECASE,
)
"""A note reference that ends a caption or a difference's name."""

NOTE_BEHIND = re.compile(r"[\s,;–—-]+(?:see )?notes?\s+\d{1,2}(?:\s*[,&]\s*\d{1,2})*\s*$", I)
"""``Inventories, note 5``."""

CURRENCIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("RMB", re.compile(r"\brmb|renminbi|\bcny\b|\byuan\b|人民币|[¥￥]", I)),
    ("USD", re.compile(r"\bt?usd\b|\bu\.?s\.? ?\$|(?:u\.?s\.?|united states) dollars?|美元", I)),
    ("HKD", re.compile(r"\bhkd\b|hk\$|hong kong dollars?|港元|港币", I)),
    ("EUR", re.compile(r"\b[tkm]?eur\b|€|\beuros?\b", I)),
    ("GBP", re.compile(r"\b[tk]?gbp\b|£|pounds? sterling", I)),
    ("JPY", re.compile(r"\bjpy\b|\byen\b|日元|日圆|円", I)),
    ("CHF", re.compile(r"\b[tkm]?chf\b|swiss francs?", I)),
    ("SGD", re.compile(r"\bsgd\b|(?<![a-z])s\$|singapore dollars?", I)),
    ("CAD", re.compile(r"\bcad\b|(?<![a-z])ca?\$|cdn\$|canadian dollars?", I)),
    ("AUD", re.compile(r"\baud\b|(?<![a-z])au?\$|\$ ?a(?=\b|['’])|australian dollars?", I)),
    ("NZD", re.compile(r"\bnzd\b|nz\$|\$ ?nz|new zealand dollars?", I)),
    ("TWD", re.compile(r"\b(twd|ntd)\b|nt\$|taiwan dollars?|(?:新台|台)币", I)),
    ("KRW", re.compile(r"\bkrw\b|korean won|₩", I)),
    ("INR", re.compile(r"\binr\b|rupees?|₹|\brs\.?(?=\W|$)", I)),
    ("ILS", re.compile(r"\b(nis|ils)\b|shekels?|₪", I)),
    ("BRL", re.compile(r"\bbrl\b|r\$|reais", I)),
    ("ZAR", re.compile(r"\bzar\b|\brands?\b|(?<![a-z])(?-i:R)(?=\s?['’]\s?000|\s?(?-i:m)\b|\s?millions?\b)", I)),
    ("AED", re.compile(r"\baed\b|dirhams?", I)),
    ("SAR", re.compile(r"\bsar\b|saudi riyals?", I)),
    ("MYR", re.compile(r"\bmyr\b|(?<![a-z])(?-i:RM)(?=\s?['’]\s?000|\s?m\b|\s?millions?\b|$)|ringgit", I)),
    ("THB", re.compile(r"\bthb\b|\bbaht\b|฿", I)),
    ("IDR", re.compile(r"\bidr\b|rupiah|\brp\.?(?=\s|$)", I)),
    ("PHP", re.compile(r"\bphp\b|₱|philippine pesos?", I)),
    ("SEK", re.compile(r"\bm?sek\b|swedish kron", I)),
    ("NOK", re.compile(r"\bm?nok\b|norwegian kron", I)),
    ("DKK", re.compile(r"\bm?dkk\b|danish kron", I)),
    ("PLN", re.compile(r"\bpln\b|zloty", I)),
    ("TRY", re.compile(r"\b(?-i:TRY)\b|turkish lira|₺", I)),
    ("RUB", re.compile(r"\brub\b|roubles?|rubles?|₽", I)),
    ("MXN", re.compile(r"\bmxn\b|mexican pesos?", I)),
    ("VND", re.compile(r"\bvnd\b|₫", I)),
    ("CZK", re.compile(r"\bczk\b|czech koruna", I)),
    ("HUF", re.compile(r"\bhuf\b|forints?", I)),
    ("QAR", re.compile(r"\bqar\b", I)),
    ("KWD", re.compile(r"\bkwd\b", I)),
    ("KES", re.compile(r"\bkes\b|kenya shillings?", I)),
    ("CLP", re.compile(r"\bclp\b|chilean pesos?", I)),
    ("COP", re.compile(r"\bcop\b|colombian pesos?", I)),
    ("ARS", re.compile(r"\bars\b|argentine pesos?", I)),
    ("EGP", re.compile(r"\begp\b", I)),
    ("PKR", re.compile(r"\bpkr\b", I)),
    ("BDT", re.compile(r"\bbdt\b", I)),
    ("KZT", re.compile(r"\bkzt\b|tenge", I)),
    ("RON", re.compile(r"(?-i:\bRON\b)", I)),
    ("NGN", re.compile(r"\bngn\b|naira|₦", I)),
)
CODES = (
    "usd|rmb|cny|eur|gbp|hkd|jpy|chf|sgd|aud|cad|inr|aed|zar|myr|sek|nok|dkk|pln|brl|krw|twd|thb|idr|php|mxn|rub|sar|qar|kwd|"
    "nzd|ils|ngn|vnd|czk|huf|kes|clp|cop|egp|pkr|bdt|kzt"
)
CODE_WITH_SCALE = re.compile(rf"\b[tkm]?({CODES})(?:mn|bn|mm|m|k|b)?\b", I)
"""``USDm``, ``MUSD``, ``TEUR``: a code with the letters of a scale."""
BEHIND_A_CURRENCY = rf"(?:[$¥€£₹₩]|\b(?:{CODES}|rs\.?)) ?['’]?{{}}\b|\bin ['’]?{{}}\b"
"""A letter that means a scale behind a currency, but elsewhere a note or nothing."""
RENMINBI = re.compile(r"rmb|renminbi|cny|yuan|人民币|(?<![日美港欧韩澳加币])(?<!币[千仟万])元", I)
YUAN = re.compile(r"单位\W{0,2}[十百千万亿]*元|^\W*[十百千]*[万亿]元\W*$")
"""``单位：万元``, ``(亿元)``: renminbi, in forms in simplified characters that do not name another currency."""
DOLLAR = re.compile(r"\$|\bdollars?\b", I)
BARE_DOLLAR = "$"
"""The code of a dollar whose country is not stated."""
DOLLARS = frozenset(("USD", "HKD", "SGD", "CAD", "AUD", "NZD", "TWD"))


def _digits_pattern(scale: int) -> re.Pattern[str]:
    """``RMB 10,000``, ``10,000 yuan``, ``(in 10,000s)``."""
    digits = f"{scale:,}"
    return re.compile(
        rf"(?:[a-z$€£¥]|\bin) ?{digits}s?(?![\d,.])|(?<![\d,.]){digits}s?(?= ?(?:yuan|元|rmb|renminbi|us\$|dollars|yen))",
        I,
    )


SCALES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1_000_000_000, re.compile(r"\bbillions?\b|\b(bn|bil|mrd)\b|十亿|" + BEHIND_A_CURRENCY.format("b", "b"), I)),
    *((scale, _digits_pattern(scale)) for scale in (1_000_000, 100_000, 10_000)),
    (100_000_000, re.compile(r"亿|\bhundreds? (?:of )?millions?\b|\b100 millions?\b", I)),
    (10_000_000, re.compile(r"\btens? (?:of )?millions?\b|\b10 millions?\b", I)),
    (
        1_000_000,
        re.compile(
            r"\bmillions?\b|['’]000,000|['’]000['’]000|(?<![\d.,])0?00,000(?![\d,.])|\b(mn|mln|mio|(?<![dy][-/.])mm(?![-/.][dy])|mil|mill)\b|"
            + BEHIND_A_CURRENCY.format("m", "m")
            + r"|(?<=rm)m\b|\bm(?=[€$£])|(?<=\br)(?-i:m)\b|\bm(eur|usd|chf|sek|nok|dkk)\b|百万"
            + rf"|\b(?:{CODES}) ?\(mm?n?\)|\bm (?:{CODES})\b",
            I,
        ),
    ),
    (10_000_000, re.compile(r"\bcrores?\b|\b(?:rs\.?|inr) ?crs?\b|₹ ?crs?\b", I)),
    (100_000, re.compile(r"\b(lakhs?|lacs?)\b", I)),
    (100_000, re.compile(r"\bhundreds? (?:of )?thousands?\b|\b100 thousands?\b", I)),
    (10_000, re.compile(r"(?<!百)万|\btens? (?:of )?thousands?\b|\b10 thousands?\b", I)),
    (
        1_000,
        re.compile(
            r"\bthousands?\b|['’‘`]\s?000s?\b|(?<![\d.,])000['’]?s?(?![\d,.])|\b(thd|tsd|ths)\b|"
            + BEHIND_A_CURRENCY.format("k", "k")
            + r"|\bk(?=[€$£¥￥])|\bt€|\b[tk](eur|usd|gbp|chf)\b|(?<=[a-z$€£¥]) ?1[,.]000(?![\d,.])|[千仟]"
            + rf"|\b(?:{CODES}) ?\(k\)",
            I,
        ),
    ),
    (
        1,
        re.compile(
            r"\bwhole (units|dollars|yuan)\b|\bin (units|dollars|yuan|renminbi|rmb|usd|us\$)\b|单位(?:均)?为?[:：]?\s?(人民币)?元|^\W*元\W*$",
            I,
        ),
    ),
)
WHOLE = re.compile(
    r"\b(in |as )?(whole|single)\b|\bin actual\b|\bactual (amounts|currency|dollars|figures|rmb|units|usd|us\$|yuan)", I
)
IN_A_CURRENCY = re.compile(
    r"^\W*(?:all )?(?:(?:amounts?|figures|values) )?(?:are )?(?:expressed |stated |presented |shown |reported )?in \S{1,20}(?: dollars?)?\W*$",
    I,
)
"""``Amounts in EUR``: whole units of the currency."""
SCALE_WORDS = {
    "thousands": 1_000,
    "of_thousands": 1_000,
    "ten_thousands": 10_000,
    "mil": 1_000_000,
    "millions": 1_000_000,
    "hundred_millions": 100_000_000,
    "billions": 1_000_000_000,
}
SCALE_OF_A_LINE = re.compile(
    r"[(（](?:in )?(?:(?P<thousands>thousands?|['’]?000s?|k|千股)|(?P<millions>millions?|mn?|mm|百万股)|(?P<billions>billions?|bn)|(?P<ten_thousands>万股)|(?P<hundred_millions>亿股))[)）]|"
    r"^shares (?P<mil>mil|mm|mn)\b|(?P<of_thousands>['’]000s?\W*$)",
    I,
)
"""``Weighted average shares (in millions)``."""
SHARES_SCALE = re.compile(
    r"(?:number of )?(?:shares?|ADSs?)(?: data)?,?(?: which)?(?: are)?(?: reflected| presented| stated)? in "
    r"(?P<word>thousands|millions|billions)",
    I,
)
"""A scale of share counts, not of money."""
WHOLE_SHARES = re.compile(r"except (?:for )?(?:number of )?shares?\b(?! amounts)", I)
"""``in thousands, except share data``: share counts are whole."""
ONLY_PER_SHARE = re.compile(r"except (?:for )?(?:the )?(?:earnings )?per[- ](?:share|ads)\b", I)
"""``in millions, except per share``: share counts are in millions as well."""
LONGEST_UNIT_LINE = 120
OTHER_WORDS = 2
"""The most words in a unit line that are not about units."""
UNIT_WORDS = re.compile(
    r"\b(in|of|amounts?|expressed|except|per|shares?|share|data|and|or|unless|otherwise|stated|noted|for|the|"
    r"figures|all|unaudited|audited|unit|units|whole|actual|single|not|currency|number|ads|adss|percentages?|dollars?|yuan|ratio|presented|reported|rounded|nearest|to|are|is|omitted|omit)\b|单位|元|以|均|为|除|特别|注明|每股|数据|外|另有|说明|金额|列示|货币|股份|及|均|计",
    I,
)
REVENUE_CAPTION = re.compile(r"^(total )?(net )?(operating )?(revenues?|sales|turnover)\b", I)

TOTAL_CAPTION = WordPattern(
    r"\b(sub)?total\b|^net cash\b.*\bactivit|^gross (profit|loss)|^(net )?\(?(income|loss|profit|earnings)\)?[ /()a-z]*"
    r"(from operations|before|for the (period|year)|attributable)|^(net )?(income|loss|profit|earnings)$|"
    r"^net \(?(income|loss|profit)|"
    r"^operating (income|profit|loss)|^net (increase|decrease|change)|end of (the )?(period|year)|"
    r"^(?!(?:income )?tax\b).*comprehensive (income|loss|profit|expense)|^non-?gaap .*(income|profit|loss)|^(adjusted )?ebitda|"
    r"合计|总计|总额|小计|总值|^总(?!部|务)|^毛利|净(利润|亏损|收益)|(营业|经营|税前|期内|年内)(利润|亏损|溢利)|现金流量净额$|除.*税.*前\W*(利润|亏损|溢利)|利润总额|净增加|期末",
)
DECLARED_TOTAL = WordPattern(r"^(sub-?)?total\b|(合计|总计|总额|小计|总值)$|^总(资产|负债|权益|收入|流动)")
ATTRIBUTION = WordPattern(r"non-?\s?controlling|minority|owners|holders of|attributable|归属|应占|少数股东|非控")
"""Shares in a result, which split it up."""
OTHERS_SHARE = WordPattern(r"non-?\s?controlling|minority|少数股东|非控")
COSTS = WordPattern(
    r"\b(cost|costs|expense|expenses|tax|taxes|less|provision|deduct)\b|成本|费用|开支|支出|^减|税|拨备",
)

CAPITAL_TERMS = WordPattern(r"par value|authori[sz]ed|面值|法定股")
"""Words of a line of share capital on its shares; its figures are money."""
PAR_VALUE = WordPattern(
    r"^[^\d$€£¥]*\b(par|stated|nominal) value\b[^\d$€£¥]*(per share|/ ?shares?)|^([^\d$€£¥]*, )?(par|stated|nominal) value$"
)
"""``Common stock, par value (in dollars per share)``: its figure is that value."""
IN_PERCENT = WordPattern(
    r"(?:(?![½¼¾⅛⅜⅝⅞])[^\W\d]|[(（)）])\s{0,3}[%％][)）]?\W{0,5}$|^% of\b|\bpct$|[(（](?:percent|per cent)[)）]"
)
"""A caption of percentages, even if written without a percent sign: ``Gross margin (%)``."""
AS_PERCENTAGES = WordPattern(r"\bas a percentage of\b|^(?:in )?(?:%|percent(?:age)?)(?: of\b|\W*$)")
"""A heading above lines of percentages."""
COUNTED = WordPattern(
    r"^(?:average |total |year-end )?(?:number|no\.?) of (?!.*\bshares?\b)|"
    r"^(?:average |total |number of )*(?:employees|head ?count|ftes?|stores|outlets|branches|passengers)\W*(?:\([^)]*\))?\W*$|"
    r"(?<!\d )\bdays\W*$|\b(?:dso|dpo|dio)\W*$|[(（](?:x|times|days|倍|天|人|家)[)）]\W*$|"
    r"^(?:p/[eb]|ev/\w+|price[ /](?:earnings|book))\b|^(?:员工|职工)(?:总|人)?数"
)
"""Lines that count something, or compare two amounts: ``Number of employees``, ``Net debt / EBITDA (x)``."""
RATE = WordPattern(r"\b(rate|margin|ratio|payout)\W*$|(率|比率)\W*$")
"""Captions of fractions of something else rather than money, if the figures are fractions."""
SHARES = WordPattern(
    r"(weighted|number of|outstanding).*\b(shares?|ads|adss|depositary)\b|\(in shares\)|\(shares\)|^shares (used|issued|outstanding)|"
    r"^(weighted )?(basic|diluted) (weighted )?(average )?shares?\b|\baverage (number of )?shares\b|"
    r"\bshares? out(standing)?\b|\bshs\b|\bshares number$|^shares? issued$|^shares (?:mil|mm|m|mn)\b|"
    r"(?:股本|股数)[(（][百千万亿]*股[)）]|^(total )?(no\.?|number) of [\w ]*shares\b|\bstock, shares$|"
    r"^[^\d$€£¥]*\bshares,? (authori[sz]ed|issued|outstanding|in issue)\b[^\d$€£¥]*$|加权平均.*(股|数)|股(份)?数|发行在外",
)
PER_SHARE = WordPattern(
    r"\w ?/ ?shares?\b|^(dps|bvps|cfps|navps|eps)\b|\bper\b.*\b(shares?|ads|unit|rsu)\b|^(basic|diluted) (eps|earnings per)|\beps(?:\b|diluted|basic)|每(股|份|ads)|\b(earnings|income|loss|profit)\)? per\b",
)

EITHER_SIGN = re.compile(
    r"\(?\b(?:income|profit|earnings)\)?\s*/\s*\(?(?:loss|expenses?)\b\)?|\(?\b(?:loss|expenses?)\)?\s*/\s*\(?(?:income|profit)\b\)?"
)
"""``Income/(loss)`` and ``(loss)/income``: the same line, whatever its sign in each period."""
GAIN_IN_CHINESE, LOSS_IN_CHINESE = "(利润|利潤|溢利|盈利|收益|收入)", "(?:亏损|虧損|损失|損失|费用|費用|开支|開支)"
EITHER_SIGN_IN_CHINESE = re.compile(
    rf"\(?{GAIN_IN_CHINESE}\)?\s*/\s*\(?{LOSS_IN_CHINESE}\)?|\(?{LOSS_IN_CHINESE}\)?\s*/\s*\(?{GAIN_IN_CHINESE}\)?"
)
"""``利润/（亏损）`` and ``（亏损）/利润``, with a group for the gain, by which the line is named in other periods."""


FOOTNOTE_MARKS = re.compile(r"[⁰¹²³⁴-⁹†‡*#]+\s*$|\s*[(\[](?:\d{1,2}|[a-z]|[ivx]{1,4})[)\]]\s*$", I)
"""References to a footnote at the end of a caption."""


NAMESPACE = re.compile(r"^(?:us-gaap|ifrs-full|dei)[_:]")
JOINT_IN_A_NAME = re.compile(r"_|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
HYPHENATED = re.compile(r"(?<=([^\W\d_]))-[ \u00a0]*[\r\n]+\s*(?=[^\W\d_])")
KEEP_THE_HYPHEN = re.compile(
    r"(?:(?:^|[\W_])(?:non|long|short|third|pre|post|co|ex|anti|self|right|held|mark|available|stand|mid|half|off|on|share|net|year)|-\w+)-\s*$",
    I,
)
HYPHEN_BEFORE = re.compile(
    r"^\s*(?:based|current|controlling|term|of|use|to|for|sale|tax|in|cash|recurring|gaap|ifrs|line|party|rate|settled|owned|backed|up|end)\b",
    I,
)
"""Parts of hyphenated words, ``share-based``, ``non-current``: any other hyphen at a line's end divides a word."""


def join_lines(text: str) -> str:
    """Return a text of several lines as one line, with divided words joined."""
    if len(text) <= LONGEST_CAPTION and ("\n" in text or "\r" in text):
        text = HYPHENATED.sub(lambda match: _hyphen(text, match), text)
    return " ".join(text.split())


def _hyphen(text: str, match: re.Match[str]) -> str:
    is_kept = KEEP_THE_HYPHEN.search(text[: match.start() + 1]) or HYPHEN_BEFORE.match(text[match.end() :])
    return "-" if is_kept else ""


@lru_cache(maxsize=TEXTS_REMEMBERED)
def normalise(caption: str) -> str:
    """Return a caption for comparison: one case, no punctuation, ``non-current`` as one word, no note reference."""
    if len(caption) > LONGEST_CAPTION:
        return " ".join(caption.casefold().split())
    text = unicodedata.normalize("NFKC", FOOTNOTE_MARKS.sub("", spell_out(caption))).casefold()
    text = re.sub(r"\(\s*(?:notes?|附[注註])\s*[^)]*\)", " ", text)
    text = EITHER_SIGN.sub("income", text)
    text = EITHER_SIGN_IN_CHINESE.sub(r"\1\2", text)
    text = text.replace("'", "").replace("’", "")
    text = re.sub(r"[\W_]+", " ", text)
    text = re.sub(r"\bnon (?=current|controlling|gaap|ifrs)", "non", text)
    return text.strip()


@lru_cache(maxsize=TEXTS_REMEMBERED)
def spell_out(name: str) -> str:
    """Return the words of a name in code: ``costOfRevenue``, ``us-gaap_NetIncomeLoss``, ``tax_paid``."""
    if " " in name.strip() or not name.isascii():
        return name
    words = JOINT_IN_A_NAME.sub(" ", NAMESPACE.sub("", name)).split()
    if len(words) < 2:
        return name
    plain = " ".join(word.lower() if word[1:].islower() else word for word in words)
    return plain[:1].upper() + plain[1:]


def spellings(caption: str) -> tuple[str, ...]:
    """Return a caption, and its parts if it is bilingual: ``Goodwill 商誉``."""
    if caption.isascii():
        return (caption,)
    latin = re.sub(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+", " ", caption).strip(" -–—/()·,:")
    chinese = "".join(re.findall(r"[\u3400-\u9fff]+", caption))
    if len(re.findall(r"[A-Za-z]{3,}", latin)) and len(chinese) > 1:
        return (caption, latin, chinese)
    return (caption,)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def kind_in(text: str) -> StatementKind | None:
    """Return the kind of statement that a title, or a short name such as ``Recon BS Dec22``, announces."""
    plain = simplify(text.strip())
    announced = next((kind for kind, pattern in KINDS if pattern.search(plain)), None)
    if announced is None and len(plain) <= LONGEST_SHORT_NAME:
        announced = next((kind for kind, pattern in SHORT_NAMES if pattern.search(plain)), None)
    return announced


def kinds_in(text: str) -> tuple[StatementKind, ...]:
    """Return every kind of statement that a title names, first the one to take if nothing else decides."""
    first = kind_in(text)
    plain = simplify(text.strip())
    others = (kind for kind, pattern in KINDS if kind is not first and pattern.search(plain))
    return (first, *others) if first else ()


@lru_cache(maxsize=TEXTS_REMEMBERED)
def without_note(name: str) -> str:
    """Return a name without the number before it and the note reference behind: ``(1) Leases (Note b)`` → ``Leases``."""
    if len(name) > LONGEST_CAPTION:
        return name
    plain = NUMBERING.sub("", FOOTNOTE_MARKS.sub("", NOTE_IN_NAME.sub("", name))).strip()
    return plain if re.search(r"[^\W\d_]", plain) else name


def without_references(caption: str) -> str:
    """Return a caption without footnote marks and note reference at its end: ``Inventories (Note 5)``."""
    if len(caption) > LONGEST_CAPTION:
        return caption
    plain = NOTE_BEHIND.sub("", FOOTNOTE_MARKS.sub("", NOTE_IN_NAME.sub("", caption))).rstrip(" ,;–—-")
    return plain if re.search(r"[^\W\d_]{2,}", plain) else caption


@lru_cache(maxsize=TEXTS_REMEMBERED)
def differ_by_number(name: str, other_name: str) -> bool:
    """True if two normalised names have different numbers or single letters: ``IFRS 15``, ``Series B``."""
    marks, other_marks = (
        [word for word in words.split() if len(word) == 1 or word.isdecimal()] for words in (name, other_name)
    )
    return bool(marks and other_marks and marks != other_marks)


def is_currency_name(text: str) -> bool:
    """True for a currency with hardly another word: ``RMB``, ``US$ million``."""
    return len(text) < LONGEST_CURRENCY and bool(currencies_in(text))


@lru_cache(maxsize=TEXTS_REMEMBERED)
def currencies_in(text: str) -> tuple[str, ...]:
    """Return the currencies that ``text`` names, in the order it names them; "$" for a dollar without a country."""
    plain = CODE_WITH_SCALE.sub(r" \1 ", simplify(text))
    code_positions = [(match.start(), code) for code, pattern in CURRENCIES if (match := pattern.search(plain))]
    if any(code == "JPY" for _, code in code_positions) and not RENMINBI.search(plain):
        code_positions = [
            (start, code) for start, code in code_positions if code != "RMB"
        ]  # ¥ is also the sign of the yen
    if not code_positions and YUAN.search(text):
        code_positions = [(0, "RMB")]
    if not DOLLARS & {code for _, code in code_positions} and (dollar := DOLLAR.search(plain)):
        is_named = any(pattern.search(plain[max(0, dollar.start() - 3) : dollar.end()]) for _, pattern in CURRENCIES)
        code_positions += [] if is_named else [(dollar.start(), BARE_DOLLAR)]
    return tuple(code for _, code in sorted(code_positions))


def names_renminbi(text: str) -> bool:
    """True for ``RMB`` and ``人民币元``; false for ``¥``, which is also the sign of the yen."""
    return bool(RENMINBI.search(simplify(text)))


def resolve_currency(code: str, currency: str) -> str:
    """Return the currency of ``code``; a bare dollar is ``currency`` if that is one, else the U.S. dollar."""
    if code != BARE_DOLLAR:
        return code
    return currency if currency in DOLLARS else "USD"


def parse_currency(text: str) -> str:
    """Return the code of a currency as typed: ``euro``, ``us$``, ``nok``; "" if it is not understood."""
    if currencies := currencies_in(text):
        return resolve_currency(currencies[0], "")
    return text.strip().upper() if re.fullmatch(r"\s*[A-Za-z]{3}\s*", text) else ""


def share_scale_in(text: str) -> int | None:
    """Return the scale of share counts that ``text`` names: 1000 for ``shares in thousands``."""
    if match := SHARES_SCALE.search(text):
        return SCALE_WORDS[match["word"].lower()]
    return 1 if WHOLE_SHARES.search(text) else None


def share_scale_of_money(text: str) -> int | None:
    """Return the scale of money in ``text`` if it also holds for share counts, because only per-share data is excepted."""
    return scale_in(text) if ONLY_PER_SHARE.search(text) and share_scale_in(text) is None else None


def share_scale_of_line(caption: str) -> int | None:
    """Return the scale in the caption of a line of share counts: 1,000,000 for ``Diluted shares (m)``."""
    match = SCALE_OF_A_LINE.search(caption)
    return SCALE_WORDS[match.lastgroup] if match and match.lastgroup and SHARES.search(caption) else None


@lru_cache(maxsize=TEXTS_REMEMBERED)
def scale_in(text: str) -> int | None:
    """Return the scale of money that ``text`` names, ignoring a scale of share counts; None if there is none."""
    plain = SHARES_SCALE.sub(" ", simplify(text))
    if WHOLE.search(plain):
        return 1
    named_scale = next((scale for scale, pattern in SCALES if pattern.search(plain)), None)
    return 1 if named_scale is None and IN_A_CURRENCY.match(plain) and currencies_in(plain) else named_scale


def is_only_a_unit(text: str) -> bool:
    """True for ``RMB``, ``US$'000`` and ``in millions``; false for ``RMB bonds``, a name."""
    return bool(currencies_in(text) or scale_in(text)) and not re.search(r"[^\W\d_]{2,}", _without_units(text))


def _without_units(text: str) -> str:
    remaining = SHARES_SCALE.sub(" ", simplify(text))
    for _, pattern in (*CURRENCIES, *SCALES):
        remaining = pattern.sub(" ", remaining)
    return UNIT_WORDS.sub(" ", remaining)


def without_unit(name: str) -> str:
    """Return a heading without the unit at its end: ``Leases RMB'000`` → ``Leases``."""
    if len(name) > LONGEST_CAPTION:
        return name
    plain = UNIT_AT_END.sub("", name).strip(" ,(（")
    return plain if re.search(r"[^\W\d_]{2,}", plain) else name


@lru_cache(maxsize=TEXTS_REMEMBERED)
def is_unit_line(text: str) -> bool:
    """True for ``(RMB in thousands)``, ``US$'000``, ``CHF million``: a scale with little besides currencies."""
    if scale_in(text) is None or len(text) > LONGEST_UNIT_LINE:
        return False
    remaining = _without_units(text)
    if NAMES_A_COMPANY.search(remaining):
        return False
    chinese = re.findall(r"[\u3400-\u9fff]", remaining)
    return len(re.findall(r"[^\W\d_]{2,}", remaining)) <= OTHER_WORDS and len(chinese) <= OTHER_WORDS


WITH_A_DAY = re.compile(
    r"\b(?:as )?(?:at|of|on) (?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:\d{1,2},? )?\d{4}\b",
    I,
)
"""``All amounts in thousands of euros at 31 December 2023``."""


def unit_part(text: str) -> str | None:
    """Return the unit line in a title: all of it, or the part in brackets or behind a comma or dash; None without one.

    A currency alone is a unit line if no scale is named.
    """
    if is_unit_line(text):
        return text
    if WITH_A_DAY.search(text) and is_unit_line(undated := WITH_A_DAY.sub(" ", text)):
        return undated
    parts = re.findall(r"[(（]([^()（）]+)[)）]", text) + re.split(r"[,，;；|](?!\d{3})\s*|\s[-–—]\s|\.\s+", text)
    parts += re.findall(r"单位[:：]\s*\S+", simplify(text))
    parts += re.findall(r"\bin (?:thousands|millions|billions)\b.*$", text, I)
    parts += re.findall(r"\bin (?:thousands|millions|billions) of \w+(?: \w+)?", text, I)
    unit_lines = (part for part in parts if is_unit_line(part))
    return next(unit_lines, None) or next((part for part in (text, *parts) if is_only_a_unit(part)), None)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def unit_of(caption: str, section: tuple[str, ...], is_percent: bool) -> LineUnit:
    """Return the unit of a line's figures, from the words of its caption and heading and whether they show a % sign."""
    if is_percent:
        return LineUnit.PERCENT
    if PAR_VALUE.search(caption):
        return LineUnit.PER_SHARE
    if CAPITAL_TERMS.search(caption) and not SHARES.search(caption):
        return LineUnit.MONEY
    caption = spell_out(caption)
    is_a_result = TOTAL_CAPTION.search(caption)  # ``EBITDA`` below ``Weighted average shares``
    for text in (caption, *(() if is_a_result else section[-1:])):
        if SHARES.search(text):
            return LineUnit.SHARES
        if PER_SHARE.search(text):
            return LineUnit.PER_SHARE
    return LineUnit.MONEY
