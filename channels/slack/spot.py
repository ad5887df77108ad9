"""Where something stands in Slack: a channel, or one thread of it, written ``C123`` or ``C123/1700.12``."""

import re
from dataclasses import dataclass
from typing import Final, Self

from channels.errors import Permanent
from handoff.ids import Address

NAME: Final = "slack"
_CHANNEL: Final = re.compile(r"[CDG][A-Z0-9]{2,20}")
_TS: Final = re.compile(r"\d{1,12}\.\d{1,8}")


@dataclass(frozen=True, slots=True)
class Spot:
    """``thread`` is the ts of the thread's first message, empty for the channel itself."""

    channel: str
    thread: str = ""

    @classmethod
    def of(cls, address: Address) -> Self:
        """Read an address; raises Permanent for one that Slack cannot have."""
        channel, _, thread = address.chat.partition("/")
        if not _CHANNEL.fullmatch(channel) or (thread and not _TS.fullmatch(thread)):
            raise Permanent("this is no conversation of Slack's; a channel is written like C0123ABCD")
        return cls(channel, thread)

    @property
    def address(self) -> Address:
        """The address it is read from."""
        return Address(NAME, f"{self.channel}/{self.thread}" if self.thread else self.channel)


def refs(ref: str) -> list[str]:
    """Return the timestamps in a ref of ours, first to last; raises Permanent for another's."""
    found = ref.split(",")
    if not all(_TS.fullmatch(ts) for ts in found):
        raise Permanent("this message is no longer there")
    return found


def first(ref: str | None) -> str | None:
    """Return the message that is quoted: what cannot be found is no reason to say nothing."""
    try:
        return refs(ref)[0] if ref else None
    except Permanent:
        return None
