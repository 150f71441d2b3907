"""Whether there is a screen to open a window on."""

import ctypes
import os
import sys
from contextlib import suppress

UNSEEN_PLATFORMS = ("offscreen", "minimal", "vnc")


def has_display() -> bool:
    """True if a window would be visible. On Linux an X server must answer, because Qt ends the process if none does."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in UNSEEN_PLATFORMS:
        return False
    if sys.platform in ("win32", "darwin") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    return bool(os.environ.get("DISPLAY")) and _x_server_answers()


def _x_server_answers() -> bool:
    with suppress(OSError, AttributeError):
        xcb = ctypes.CDLL("libxcb.so.1")
        xcb.xcb_connect.restype = ctypes.c_void_p
        xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
        xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
        connection = xcb.xcb_connect(None, None)
        answers = not xcb.xcb_connection_has_error(connection)
        xcb.xcb_disconnect(connection)
        return answers
    return False
