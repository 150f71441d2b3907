"""What was just read is no garbage: searching it would be noticeable, so that it is left out for a while."""

import gc


class _LeftOut:
    """Whether the window left objects out; what others left out before, such as the tests, stays left out."""

    is_ours = False


def leave_out() -> None:
    """Leave every object there is out of the searches for garbage, until ``search_again``."""
    if _LeftOut.is_ours or gc.get_freeze_count() == 0:
        gc.freeze()
        _LeftOut.is_ours = True


def search_again() -> None:
    if _LeftOut.is_ours:
        gc.unfreeze()
        _LeftOut.is_ours = False
