"""The port to whoever brings one-time codes to people."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be brought. ``id`` is the same for every try of the same; ``subject`` is for mail only."""

    id: str
    to: str
    subject: str
    text: str


class Courier(Protocol):
    """A provider."""

    async def bring(self, notice: Notice) -> None:
        """Hand it over; raises ChannelError, whose text holds no secret and nothing of the notice."""
