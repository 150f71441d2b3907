"""The captions, headings and titles of the five workbooks in Simplified Chinese, as filings in Hong Kong say them."""

CAPTIONS = {
    "Total equity": "权益总额",
    "Net income": "净利润",
    "Costs of goods—third parties": "销售成本—第三方",
    "Cost of goods—third parties": "销售成本—第三方",
    "Research and development expenses": "研发费用",
    "Selling expenses": "销售费用",
    "Administrative expenses": "行政开支",
    "Total operating expenses": "经营费用总额",
    "Other income/(expense), net": "其他收益/（费用）净额",
    "Other income, net": "其他收益净额",
    "Income/(loss) before income taxes and equity in earnings of equity investees": (
        "除所得税及应占联营企业权益前利润/（亏损）"
    ),
    "(Loss)/income before income taxes and equity in earnings of an equity investee": (
        "除所得税及应占联营企业权益前（亏损）/利润"
    ),
    "Equity in earnings of equity investees, net of tax": "应占联营企业利润（税后）",
    "Equity in earnings of an equity investee, net of tax": "应占联营企业利润（税后）",
    "Net income/(loss)": "净利润/（亏损）",
    "Less: Net (income)/loss attributable to non-controlling interests": "减：归属于非控制性权益的净（利润）/亏损",
    "Less: Net income attributable to non-controlling interests": "减：归属于非控制性权益的净利润",
    "Net income/(loss) attributable to the Company": "归属于本公司的净利润/（亏损）",
    "Net income attributable to the Company": "归属于本公司的净利润",
    "ASSETS": "资产",
    "Current assets:": "流动资产：",
    "Financial assets receivable, net": "应收金融资产净额",
    "Amounts due from related parties": "应收关联方款项",
    "Loans receivable, net": "应收贷款净额",
    "Total current assets": "流动资产总额",
    "Non-current assets:": "非流动资产：",
    "Financial assets receivable, net-noncurrent": "应收金融资产净额—非流动",
    "Financial assets receivable, net-non current": "应收金融资产净额—非流动",
    "Loans receivable, net-noncurrent": "应收贷款净额—非流动",
    "Loans receivable, net-non current": "应收贷款净额—非流动",
    "Deferred tax assets": "递延所得税资产",
    "Total non-current assets": "非流动资产总额",
    "TOTAL ASSETS": "资产总额",
    "LIABILITIES AND EQUITY": "负债及权益",
    "LIABILITIES": "负债",
    "Current liabilities:": "流动负债：",
    "Guarantee liabilities-stand ready": "担保负债—预备",
    "Guarantee liabilities-contingent": "担保负债—或有",
    "Other tax payable": "其他应付税项",
    "Total current liabilities": "流动负债总额",
    "Non-current liabilities:": "非流动负债：",
    "Deferred tax liabilities": "递延所得税负债",
    "Total non-current liabilities": "非流动负债总额",
    "TOTAL LIABILITIES": "负债总额",
    "SHAREHOLDERS' EQUITY": "股东权益",
    "Additional paid-in capital": "资本公积",
    "Retained earnings": "留存收益",
    "TOTAL QIFU TECHNOLOGY INC. EQUITY": "奇富科技股份有限公司权益总额",
    "TOTAL QIFU TECHNOLOGY INC EQUITY": "奇富科技股份有限公司权益总额",
    "TOTAL EQUITY": "权益总额",
    "TOTAL LIABILITIES AND EQUITY": "负债及权益总额",
    "Contract liabilities": "合同负债",
    "Cash and cash equivalents": "现金及现金等价物",
    "Restricted cash": "受限制现金",
    "Short term investments": "短期投资",
    "Security deposit prepaid to third-party guarantee companies": "预付第三方担保公司保证金",
    "Funds receivable from third party payment service providers": "应收第三方支付服务商款项",
    "Accounts receivable and contract assets, net": "应收账款及合同资产净额",
    "Prepaid expenses and other assets": "预付费用及其他资产",
    "Accounts receivable and contract assets, net-non current": "应收账款及合同资产净额—非流动",
    "Property and equipment, net": "物业及设备净额",
    "Land use rights, net": "土地使用权净额",
    "Intangible assets": "无形资产",
    "Other non-current assets": "其他非流动资产",
    "Payable to investors of the consolidated trusts-current": "应付合并信托投资者款项—流动",
    "Accrued expenses and other current liabilities": "应计费用及其他流动负债",
    "Amounts due to related parties": "应付关联方款项",
    "Short term loans": "短期借款",
    "Income tax payable": "应交所得税",
    "Payable to investors of the consolidated trusts-noncurrent": "应付合并信托投资者款项—非流动",
    "Other long-term liabilities": "其他长期负债",
    "Noncontrolling interests": "非控制性权益",
    "Net cash provided by operating activities": "经营活动产生的现金净额",
    "Net cash used in investing activities": "投资活动所用的现金净额",
    "Net cash provided by financing activities": "融资活动产生的现金净额",
    "Effect of foreign exchange rate changes": "汇率变动的影响",
    "Net increase (decrease) in cash and cash equivalents": "现金及现金等价物净增加（减少）额",
    "Cash, cash equivalents, and restricted cash, beginning of period": "期初现金、现金等价物及受限制现金",
    "Cash, cash equivalents, and restricted cash, end of period": "期末现金、现金等价物及受限制现金",
    "Reconciliation of Non-GAAP Net Income to Net Income": "非公认会计准则净利润与净利润的调节",
    "Add: Share-based compensation expenses": "加：股权激励费用",
    "Non-GAAP net income": "非公认会计准则净利润",
    "GAAP net income margin": "公认会计准则净利率",
    "Non-GAAP net income margin": "非公认会计准则净利率",
    "Net income attributable to shareholders of Qifu Technology, Inc.": "归属于奇富科技股东的净利润",
    "Non-GAAP net income attributable to shareholders of Qifu Technology, Inc.": (
        "归属于奇富科技股东的非公认会计准则净利润"
    ),
    "Weighted average ADS used in calculating net income per ordinary share for both GAAP and non-GAAP EPS -diluted": (
        "用于计算每股净利润的加权平均美国存托股数—摊薄"
    ),
    "Net income per ADS attributable to ordinary shareholders of Qifu Technology, Inc. -diluted": (
        "归属于奇富科技普通股股东的每股美国存托股净利润—摊薄"
    ),
    "Non-GAAP net income per ADS attributable to ordinary shareholders of Qifu Technology, Inc. -diluted": (
        "归属于奇富科技普通股股东的非公认会计准则每股美国存托股净利润—摊薄"
    ),
    "Reconciliation of Non-GAAP Income from operations to Income from operations": (
        "非公认会计准则经营利润与经营利润的调节"
    ),
    "Income from operations": "经营利润",
    "Non-GAAP Income from operations": "非公认会计准则经营利润",
    "GAAP operating margin": "公认会计准则经营利润率",
    "Non-GAAP operating margin": "非公认会计准则经营利润率",
    "Other comprehensive income, net of tax of nil:": "其他综合收益（税后，税额为零）：",
    "Foreign currency translation adjustment": "外币折算调整",
    "Other comprehensive income": "其他综合收益",
    "Total comprehensive income": "综合收益总额",
    "Comprehensive loss attributable to noncontrolling interests": "归属于非控制性权益的综合亏损",
    "Comprehensive income attributable to ordinary shareholders": "归属于普通股股东的综合收益",
    "Credit driven services": "信贷驱动服务",
    "Loan facilitation and servicing fees-capital heavy": "贷款撮合及服务费—重资本",
    "Financing income": "融资收入",
    "Revenue from releasing of guarantee liabilities": "解除担保负债收入",
    "Other services fees": "其他服务费",
    "Platform services": "平台服务",
    "Loan facilitation and servicing fees-capital light": "贷款撮合及服务费—轻资本",
    "Referral services fees": "引荐服务费",
    "Total net revenue": "净收入总额",
    "Facilitation, origination and servicing": "撮合、发起及服务",
    "Funding costs": "资金成本",
    "Sales and marketing": "销售及营销",
    "General and administrative": "一般及行政",
    "Provision for loans receivable": "应收贷款拨备",
    "Provision for financial assets receivable": "应收金融资产拨备",
    "Provision for accounts receivable and contract assets": "应收账款及合同资产拨备",
    "Provision for contingent liabilities": "或有负债拨备",
    "Total operating costs and expenses": "经营成本及费用总额",
    "Interest income, net": "利息收入净额",
    "Foreign exchange (loss) gain": "汇兑（亏损）收益",
    "Investment loss": "投资亏损",
    "Income before income tax expense": "除所得税前利润",
    "Income taxes expense": "所得税费用",
    "Income tax expense": "所得税费用",
    "Net loss attributable to noncontrolling interests": "归属于非控制性权益的净亏损",
    "Net income attributable to ordinary shareholders of the Company": "归属于本公司普通股股东的净利润",
    "Net income per ordinary share attributable to ordinary shareholders of Qifu Technology, Inc.": (
        "归属于奇富科技普通股股东的每股普通股净利润"
    ),
    "Basic": "基本",
    "Diluted": "摊薄",
    "Net income per ADS attributable to ordinary shareholders of Qifu Technology, Inc.": (
        "归属于奇富科技普通股股东的每股美国存托股净利润"
    ),
    "Weighted average shares used in calculating net income per ordinary share": (
        "用于计算每股普通股净利润的加权平均股数"
    ),
    "Revenue, net of value-added tax and related surcharges:": "收入（扣除增值税及相关附加税）：",
    "Operating costs and expenses:": "经营成本及费用：",
}

ADJUSTMENTS = {
    "Expected credit losses, net of tax": "预期信用损失（税后）",
    "Effective interest rate on loans receivable, net of tax": "应收贷款实际利率（税后）",
    "Share-based compensation": "以股份为基础的薪酬",
    "Financial guarantee, net of tax": "财务担保（税后）",
    "Lease amortization": "租赁摊销",
    "Tax effects of intercompany unrealized profit": "公司间未实现利润的税务影响",
    "Preferred shares": "优先股",
    "Leases": "租赁",
    "Share-based compensations": "股权激励",
}

TITLES = {
    "Unaudited Condensed Consolidated Balance Sheets": "未经审计简明合并资产负债表",
    "Unaudited Condensed Consolidated Statements of Operations": "未经审计简明合并利润表",
    "Unaudited Condensed Consolidated Statements of Cash Flows": "未经审计简明合并现金流量表",
    "Unaudited Condensed Consolidated Statements of Comprehensive Income": "未经审计简明合并综合收益表",
    "Unaudited Reconciliations of GAAP and Non-GAAP Results": "未经审计公认会计准则与非公认会计准则业绩调节表",
    "Consolidated Statement of Operations - reconciliation between U.S. GAAP and IFRSs": (
        "合并利润表 — 美国公认会计准则与国际财务报告准则的调节"
    ),
    "Consolidated Balance Sheet - reconciliation between U.S. GAAP and IFRSs": (
        "合并资产负债表 — 美国公认会计准则与国际财务报告准则的调节"
    ),
    "Consolidated Statement of Operations": "合并利润表",
    "Consolidated Balance Sheet": "合并资产负债表",
    "Appendix – Reconciliation statement": "附录 — 调节表",
    "Reconciliation of condensed consolidated statements of operations": "简明合并利润表的调节",
    "Reconciliation of net income": "净利润调节表",
    "Reconciliation of total equity": "权益总额调节表",
}

HEADINGS = {
    "from": "根据美国公认会计准则呈报的金额",
    "spanner": "国际财务报告准则调整",
    "to": "根据国际财务报告准则呈报的金额",
}

LIST_HEADS = {
    "Ref": "编号",
    "IFRS difference": "国际财务报告准则差异",
    "Statement": "报表",
    "Section": "部分",
    "Line item": "项目",
    "Period": "期间",
    "RMB'000": "人民币千元",
    "Support": "依据",
}
STATEMENTS = {"BS": "资产负债表", "IS": "利润表"}
SHEETS = {
    "BS": "资产负债表",
    "IS": "利润表",
    "CF": "现金流量表",
    "OCI": "综合收益表",
    "Non-GAAP": "非公认会计准则",
    "Adjustments": "调整分录",
    "Bridge": "调节表",
    "US GAAP vs IFRS": "准则差异",
}
