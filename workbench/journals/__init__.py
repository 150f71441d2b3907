"""Journals as people write them: lines searched by name, legs in debit and credit, tax and equity that follow."""
