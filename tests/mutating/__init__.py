"""Workbooks with one slip of an analyst each: the kinds of slip, what contradicts them, and what the program says."""
