"""The lines of the sample that trials work on."""

FINANCING, RELEASING, OTHER_FEES = (
    "financing_income",
    "revenue_from_releasing_of_guarantee_liabilities",
    "other_services_fees",
)
CAPITAL_HEAVY = "loan_facilitation_and_servicing_fees_capital_heavy"
CREDIT_DRIVEN, PLATFORM, REFERRAL = "credit_driven_services", "platform_services", "referral_services_fees"
REVENUE, COSTS = "total_net_revenue", "total_operating_costs_and_expenses"
LAST = "diluted_3"
FUNDING, SELLING, GENERAL = "funding_costs", "sales_and_marketing", "general_and_administrative"
