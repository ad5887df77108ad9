"""Mails that no person wrote: never answered, so that two machines never talk to each other (RFC 3834)."""

from email.message import Message
from typing import Final

_BULK: Final = frozenset({"bulk", "junk", "list", "auto_reply"})
_SUPPRESSED: Final = frozenset({"all", "oof", "autoreply"})
_MACHINES: Final = frozenset(
    {"mailer-daemon", "postmaster", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "bounce"}
)
SENDER: Final = "sender"
"""What tells is the name of the sender alone."""
_MARKS: Final = ("List-Id", "X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Loop")


def automatic(message: Message, sender: str) -> str:
    """Return what says that a machine wrote it; empty for a person's mail. ``sender`` is its address."""
    if _value(message, "Auto-Submitted") not in ("", "no"):
        return "Auto-Submitted"
    if _value(message, "Precedence") in _BULK:
        return "Precedence"
    wanted = str(message.get("X-Auto-Response-Suppress", ""))[:200].lower()
    if _SUPPRESSED & {word.strip() for word in wanted.split(",")}:
        return "X-Auto-Response-Suppress"
    if str(message.get("Return-Path", "-")).strip() == "<>":
        return "Return-Path"
    if message.get_content_type() == "multipart/report":
        return "report"
    if sender.partition("@")[0] in _MACHINES:
        return SENDER
    return next((mark for mark in _MARKS if mark in message), "")


def _value(message: Message, name: str) -> str:
    """Return a header's word without its parameters and comments."""
    return str(message.get(name, ""))[:200].partition(";")[0].partition("(")[0].strip().lower()
