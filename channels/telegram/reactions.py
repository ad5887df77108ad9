"""The reactions that Telegram lets bots put on messages."""

from typing import Final

from telegram.constants import ReactionEmoji

from channels.errors import Permanent

_DRESSING: Final = {0xFE0F: None, **dict.fromkeys(range(0x1F3FB, 0x1F400))}
"""What makes no other reaction: the sign for colour, and tones of skin."""
_ALLOWED: Final = {str(one.value).translate(_DRESSING): str(one.value) for one in ReactionEmoji}


def allowed(emoji: str) -> str:
    """Return the reaction as Telegram writes it; raises Permanent for one it does not have."""
    found = _ALLOWED.get(emoji.translate(_DRESSING))
    if found is None:
        raise Permanent("Telegram has no such reaction for bots")
    return found
