"""Public workbooks, many broken or hostile: is each imported, or refused with one sentence, soon?

python -m tests.sweeps.corpus FOLDER
"""

import sys
from pathlib import Path

from tests.workbooks.corpus import MEGABYTES, files_in, outcomes_of, peak_megabytes


def main(folder: Path) -> int:
    wrong = refused = number = 0
    for outcome in outcomes_of(files_in(folder)):
        number += 1
        refused += bool(outcome.refusal)
        for said in outcome.wrongs():
            wrong += 1
            print(said, flush=True)
    if (peak := peak_megabytes()) >= MEGABYTES:
        wrong += 1
    imported = number - refused
    print(f"{number:,} files, {imported:,} imported, {refused:,} refused, at most {peak:,.0f} MB, {wrong:,} wrong")
    return 1 if wrong or not number else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
