"""Programs killed while they type, paste, import, save, undo: every step that was acknowledged is recovered.

``python -m tests.sweeps.kills [--seed N] [--number N]``: ``--number`` kills at moments of chance.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.session.kills import killing

NUMBER, MOST_STEPS = 500, 24


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.sweeps.kills", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=NUMBER, help="of kills")
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, killing(Path(folder)) as killer:
        for seed in range(options.seed, options.seed + options.number):
            problems = killer.kill(seed, MOST_STEPS)
            wrong += bool(problems)
            for problem in problems:
                print(f"seed {seed}: {problem}", flush=True)
    print(f"{options.number:,} kills, {wrong:,} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
