"""Large numbers of cases, run by hand: ``packaging/bootstrap.py sweep NAME``. The suite runs a seeded part of each."""
