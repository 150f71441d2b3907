"""Shared tools without accounting knowledge: jobs, tables, colors, numbers, messages."""
