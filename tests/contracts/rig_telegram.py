"""Telegram before the contracts: the adapter, its real library, and the stand-in."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from channels.errors import ChannelError, RateLimited, Temporary, Uncertain
from channels.files import DiskFiles
from channels.telegram.adapter import TelegramChannel
from channels.telegram.settings import TelegramSettings
from handoff.ids import Address
from tests.contracts.rig import Rig
from tests.platforms.telegram.limits import Cut
from tests.platforms.telegram.refusal import Refusal, forbidden
from tests.platforms.telegram.server import TelegramServer


class Memory:
    """Memos that last as long as the test."""

    def __init__(self) -> None:
        self._facts: dict[str, str] = {}

    async def memos(self, prefix: str) -> Mapping[str, str]:
        return {name: value for name, value in self._facts.items() if name.startswith(prefix)}

    async def remember(self, name: str, value: str) -> None:
        self._facts[name] = value


class TelegramRig(Rig):
    """A contact's private chat, and a team's group: with topics, or with replies to the card."""

    def __init__(self, folder: Path, *, topics: bool = True) -> None:
        self._folder = folder
        self._server = TelegramServer()
        anna, ana = self._server.person("Anna"), self._server.person("Ana")
        group = self._server.group("Support", ana, forum=topics)
        self.contact = Address("telegram", str(anna.id))
        self.team = Address("telegram", str(group.id))

    async def open(self) -> None:
        """See the rig."""
        await self._server.start()
        settings = TelegramSettings(self._server.token, self._server.base, speed=1000.0)
        self.channel = TelegramChannel(settings, DiskFiles(self._folder), Memory())

    async def close(self) -> None:
        """See the rig."""
        await self._server.stop()

    def shown(self, place: Address) -> Sequence[str]:
        """See the rig."""
        name, _, thread = place.chat.replace("#", "/").partition("/")
        chat = self._server.world.chats[int(name)]
        inside = [one for one in chat.messages if not thread or int(thread) in (one.thread, one.id)]
        return [message.text for message in inside]

    def fail(self, error: ChannelError) -> bool:
        """See the rig."""
        self._server.fail(_end(error))
        return True


def _end(error: ChannelError) -> Refusal | Cut:
    match error:
        case Temporary():
            return Refusal(503, "Service Unavailable")
        case RateLimited():
            return Refusal(429, "Too Many Requests: retry after 2", retry_after=2)
        case Uncertain():
            return Cut.AFTER
        case _:
            return forbidden("bot was blocked by the user")
