"""How much memory and processor time reading one file may take, and who enforces it.

On Linux and macOS the child bounds itself. Windows has no such bounds, so there the parent asks how much processor
time the child has used.
"""

import signal
import sys
from collections.abc import Callable
from contextlib import suppress

LARGEST_FILE = 200_000_000
"""Bytes, as the limit of memory."""
MEMORY_LIMIT = 1_200_000_000 + LARGEST_FILE
"""What parsing may take, beside the file's own bytes: they stay in memory, so that what is hashed is what is read."""
CPU_SECONDS = 15
SECONDS_TO_READ = 600
"""A busy computer may take its time; the user can cancel."""

CpuClock = Callable[[int], float | None]
"""Returns how many seconds of processor time a process has used; None if it bounds itself, or has ended."""


def bound_this_process() -> None:
    """Set the limits of memory and processor time, and disable core dumps; does nothing on Windows."""
    if sys.platform == "win32":
        return
    import resource

    # at the first time limit a signal says why the process ends; the second is for anything that ignores it
    limits = ((resource.RLIMIT_AS, MEMORY_LIMIT, MEMORY_LIMIT), (resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 1))
    for limit, first, last in (*limits, (resource.RLIMIT_CORE, 0, 0)):
        with suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS
            resource.setrlimit(limit, (first, last))


def ended_out_of_time(status: int | None) -> bool:
    """True if the status with which a process ended says that it used up its processor time."""
    return sys.platform != "win32" and status == -signal.SIGXCPU


if sys.platform == "win32":
    import ctypes

    QUERY_LIMITED_INFORMATION = 0x1000
    UNITS_A_SECOND = 10_000_000

    def cpu_seconds(process: int) -> float | None:
        """Return the processor time that the process with this number has used so far; None if it has ended."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.OpenProcess.restype = ctypes.c_void_p
        kernel.GetProcessTimes.argtypes = [ctypes.c_void_p, *[ctypes.POINTER(ctypes.c_uint64)] * 4]
        kernel.CloseHandle.argtypes = [ctypes.c_void_p]
        handle = kernel.OpenProcess(QUERY_LIMITED_INFORMATION, False, process)
        if not handle:
            return None
        started, ended, in_kernel, in_user = (ctypes.c_uint64() for _ in range(4))
        is_known = kernel.GetProcessTimes(handle, started, ended, in_kernel, in_user)
        kernel.CloseHandle(handle)
        return (in_kernel.value + in_user.value) / UNITS_A_SECOND if is_known else None

else:

    def cpu_seconds(process: int) -> float | None:
        """Return None: a process bounds itself here."""
        return None
