"""The adjustments between the frameworks: their switches, and the totals that follow."""
