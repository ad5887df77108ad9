"""Discord before the contracts: the adapter, discord.py, and the stand-in."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from channels.discord.adapter import DiscordChannel
from channels.discord.settings import DiscordSettings
from channels.errors import ChannelError, RateLimited, Temporary, Uncertain
from channels.files import DiskFiles
from handoff.ids import Address
from tests.contracts.rig import Rig
from tests.platforms.discord.faults import Fault
from tests.platforms.discord.server import DiscordServer

CALLS = "/(messages|typing)$"


class Memory:
    """Memos that last as long as the test."""

    def __init__(self) -> None:
        self._facts: dict[str, str] = {}

    async def memos(self, prefix: str) -> Mapping[str, str]:
        return {name: value for name, value in self._facts.items() if name.startswith(prefix)}

    async def remember(self, name: str, value: str) -> None:
        self._facts[name] = value


class DiscordRig(Rig):
    """A contact's DM, and a text channel of a server."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._server = folder, DiscordServer()
        self.contact = Address("discord", self._server.contact("Maria").dm)
        self.team = Address("discord", self._server.place)

    async def open(self) -> None:
        server = self._server
        await server.start()
        settings = DiscordSettings(
            server.token, server.api_base, server.gateway_url, f"{server.base}/cdn", speed=1000.0
        )
        self.channel = DiscordChannel(settings, DiskFiles(self._folder), Memory())

    async def close(self) -> None:
        await self._server.stop()

    def shown(self, place: Address) -> Sequence[str]:
        """An operator's name stands before what she says to a contact."""
        shown = self._server.shown(place.chat.rpartition("/")[2])
        return [seen.card or seen.text.removeprefix("**Ana:** ") for seen in shown]

    def fail(self, error: ChannelError) -> bool:
        self._server.plan(_fault(error))
        return True


def _fault(error: ChannelError) -> Fault:
    match error:
        case Temporary():
            return Fault("status", "POST", CALLS, status=503)
        case RateLimited():
            return Fault("limit", "POST", CALLS, seconds=error.seconds)
        case Uncertain():
            return Fault("drop-after", "POST", CALLS)
        case _:
            return Fault("refuse", "POST", CALLS, status=403, code=50007)
