"""The kinds of channels there are; a new adapter is one more rig here and meets every contract."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.feed import Hub
from channels.base import Capabilities
from channels.errors import ChannelError
from channels.fake import PUSH, FakeChannel
from channels.files import DiskFiles
from channels.web.adapter import WebChannel
from channels.web.settings import WebSettings
from handoff.ids import Address
from handoff.store.memory import MemoryStore
from tests.contracts.rig import Rig
from tests.contracts.rig_discord import DiscordRig
from tests.contracts.rig_email import EmailRig
from tests.contracts.rig_slack import SlackRig
from tests.contracts.rig_telegram import TelegramRig


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
    "telegram-topics": TelegramRig,
    "telegram-replies": lambda folder: TelegramRig(folder, topics=False),
    "slack": SlackRig,
    "discord": DiscordRig,
    "email": EmailRig,
}
