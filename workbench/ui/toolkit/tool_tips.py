"""Tool tips of what people wrote."""

from html import escape


def as_tool_tip(text: str) -> str:
    """Return a tool tip that shows ``text`` as it was written, wrapped: Qt would take some text for markup."""
    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>" if text else ""
