"""Speed, as ratios within one run: ``python3 packaging/bootstrap.py bench``."""
