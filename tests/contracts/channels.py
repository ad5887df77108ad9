"""The kinds of channels there are; a new adapter is one more rig here and meets every contract.

A rig puts an adapter before its platform's stand-in: it knows what people there see, and can make the
platform fail in each of the ways an adapter must tell apart.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.feed import Hub
from channels.base import Capabilities, Channel
from channels.errors import ChannelError
from channels.fake import PUSH, FakeChannel
from channels.files import DiskFiles
from channels.web.adapter import WebChannel
from channels.web.settings import WebSettings
from handoff.ids import Address
from handoff.store.memory import MemoryStore


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


class FakeRig(Rig):
    """The channel in memory, with a platform that does or does not recognise the same message again."""

    def __init__(self, *, idempotent: bool) -> None:
        able = Capabilities(
            idempotent=idempotent,
            edits=True,
            deletes=True,
            reactions=True,
            typing=True,
            cards=True,
            threads=True,
        )
        self._start(able)

    def _start(self, able: Capabilities) -> None:
        self.fake = FakeChannel(capabilities=able)
        self.channel = self.fake
        self.contact, self.team = Address("fake", "chat"), Address("fake", "team")

    def shown(self, place: Address) -> Sequence[str]:
        cards = [card.content.text for card in self.fake.cards(place.chat)]
        return [*self.fake.texts(place.chat), *cards]

    def fail(self, error: ChannelError) -> bool:
        self.fake.faults.append(error)
        return True


class PlainRig(FakeRig):
    """The channel in memory, as a messenger without desk threads and reactions."""

    def __init__(self) -> None:
        self._start(PUSH)


class WebRig(Rig):
    """The web channel: nothing is sent, so nothing can fail on the way."""

    def __init__(self, folder: Path) -> None:
        store = MemoryStore()
        self.channel = WebChannel(WebSettings(), store, Hub(), b"k" * 32, DiskFiles(folder))
        self.contact, self.team = Address("web", "chat"), Address("web", "")

    def shown(self, place: Address) -> None:
        return None

    def fail(self, error: ChannelError) -> bool:
        return False


KINDS: Mapping[str, Callable[[Path], Rig]] = {
    "fake": lambda folder: FakeRig(idempotent=True),
    "fake-not-idempotent": lambda folder: FakeRig(idempotent=False),
    "fake-without-threads": lambda folder: PlainRig(),
    "web": WebRig,
}
