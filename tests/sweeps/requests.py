"""Every request that names files, each in a process and a folder of its own: answer, time, memory, what is left."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.requests_of_files import REQUESTS, Request, prepared, seen, wrong_on_disk

MEASURED = (
    "import resource, subprocess, sys; done = subprocess.call([sys.executable, '-m', 'workbench', *sys.argv[1:]]);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, file=sys.stderr); sys.exit(done)"
)


def judged(request: Request, folder: Path) -> tuple[str, list[str]]:
    """Return the row of the table, and what is wrong."""
    prepared(request, folder)
    before = seen(folder)
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment["WORKBENCH_STATE"] = str(folder / "state")
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *request.arguments],
        cwd=folder, capture_output=True, env=environment, check=False,
    )  # fmt: skip
    seconds = time.perf_counter() - start
    *errors, megabytes = done.stderr.decode().splitlines()
    answer = "".join(errors) or done.stdout.decode().partition("\n")[0]
    wrong = wrong_on_disk(request, before, seen(folder))
    if done.returncode != request.status:
        wrong.append(f"exit status {done.returncode} instead of {request.status}")
    if request.said not in answer:
        wrong.append(f"does not say '{request.said}'")
    answer = answer.replace(f"{folder.resolve()}/", "")
    return f"{request.name:<44} {done.returncode} {seconds:5.2f} s {megabytes:>4} MB  {answer[:150]}", wrong


def main() -> int:
    failed = 0
    for request in REQUESTS:
        with tempfile.TemporaryDirectory() as folder:
            row, wrong = judged(request, Path(folder))
        print(row, *(f"    WRONG: {each}" for each in wrong), sep="\n", flush=True)
        failed += bool(wrong)
    print(f"{len(REQUESTS)} requests, {failed} wrong")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
