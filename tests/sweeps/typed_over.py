"""Every figure of the review workbooks typed over, one at a time, and recalculated by LibreOffice: is the light red?

python3 packaging/bootstrap.py sweep typed_over [WORKBOOK...]
"""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.exporting.books import books, exported, session_of
from tests.exporting.planned import planned
from tests.exporting.typed_over import figures_of, is_red, with_typed
from tests.exporting.verdicts import light_in
from tests.oracle import Oracle

AT_ONCE = 40
"""So many files are recalculated in one process."""


def main(arguments: list[str]) -> int:
    """Type over the figures of every sample and of the Chinese book, or of the workbooks that are named."""
    soffice = shutil.which("soffice")
    if soffice is None:
        print("LibreOffice is missing, and nothing else recalculates.")
        return 2
    missed = number = 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        oracle = Oracle(soffice, folder)
        for path in map(Path, arguments) if arguments else books(folder):
            session = session_of(path)
            review = exported(session, folder)
            typed = list(figures_of(planned(session.results)))
            for start in range(0, len(typed), AT_ONCE):
                some = typed[start : start + AT_ONCE]
                copies = [with_typed(review, folder / f"typed-{n}.xlsx", one) for n, one in enumerate(some)]
                for one, shown in zip(some, oracle.recalculated(copies, folder), strict=True):
                    if not is_red(shown):
                        missed += 1
                        print(f"{path.name}: {one.sheet}!{one.cell} ({one.amount}): {light_in(shown)}", flush=True)
            number += len(typed)
            print(f"{path.name}: {len(typed)} figures typed over", flush=True)
    print(f"{number} figures, {missed} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
