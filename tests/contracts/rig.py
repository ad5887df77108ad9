"""Puts an adapter before its platform's stand-in, so that it can meet every contract.

A rig knows what people there see, and can make the platform fail in each of the ways an adapter must
tell apart.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from channels.base import Channel
from channels.errors import ChannelError
from handoff.ids import Address


class Rig(ABC):
    """One adapter, a contact and a team's place on it."""

    channel: Channel
    contact: Address
    team: Address

    async def open(self) -> None:
        """Start the platform's stand-in. The channel itself is run by who needs it to run."""

    async def close(self) -> None:
        """Stop it, and whatever the channel still holds."""

    @abstractmethod
    def shown(self, place: Address) -> Sequence[str] | None:
        """Return the texts people see there; None where they read the committed transcript themselves."""

    @abstractmethod
    def fail(self, error: ChannelError) -> bool:
        """Make the platform's next call fail this way; False where no call is made that could fail."""
