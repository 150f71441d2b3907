"""Chinese as statements write it: traditional characters read as simplified ones."""

TRADITIONAL = "資產負債損潤財務狀況現權應計總額減稅費營業與淨虧遞賬貨幣積餘撥備擔擬變動經間個幾於註釋償還單價據準則國際報併無傭關聯賃優購屬購聯銷倉儲開發貸還廠房機轉換貼攤實繳際結綜調歸釐億萬東軸歷會內設備處務採電訊項"
SIMPLIFIED = "资产负债损润财务状况现权应计总额减税费营业与净亏递账货币积余拨备担拟变动经间个几于注释偿还单价据准则国际报并无佣关联赁优购属购联销仓储开发贷还厂房机转换贴摊实缴际结综调归厘亿万东轴历会内设备处务采电讯项"
TO_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)


def simplified(text: str) -> str:
    """Return ``text`` with the traditional characters of the trade as simplified ones, so that one name is enough."""
    return text if text.isascii() else text.translate(TO_SIMPLIFIED)
