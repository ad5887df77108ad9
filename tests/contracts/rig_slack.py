"""Slack before the contracts: the adapter, its real library, and the stand-in."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from channels.errors import ChannelError, RateLimited, Temporary, Uncertain
from channels.files import DiskFiles
from channels.slack.adapter import SlackChannel
from channels.slack.settings import SlackSettings
from handoff.ids import Address
from tests.contracts.rig import Rig
from tests.platforms.slack.faults import Fault
from tests.platforms.slack.server import SlackServer
from tests.platforms.slack.site import APP_TOKEN, BOT_TOKEN, SECRET

POSTS = "chat.postMessage"


class Memory:
    """Memos that last as long as the test."""

    def __init__(self) -> None:
        self._facts: dict[str, str] = {}

    async def memos(self, prefix: str) -> Mapping[str, str]:
        return {name: value for name, value in self._facts.items() if name.startswith(prefix)}

    async def remember(self, name: str, value: str) -> None:
        self._facts[name] = value


class SlackRig(Rig):
    """Socket Mode, with a contact and a team's channel."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._slack = SlackServer()
        self._mia, self._ana = self._slack.someone("Mia"), self._slack.someone("Ana")
        self._place = self._slack.channel("support", self._ana)
        self.contact = Address("slack", self._mia.dm.id)
        self.team = Address("slack", self._place.id)

    async def open(self) -> None:
        """See the rig."""
        await self._slack.start()
        settings = SlackSettings(BOT_TOKEN, APP_TOKEN, SECRET, self._slack.base, timeout=5.0, speed=1000.0)
        self.channel = SlackChannel(settings, DiskFiles(self._folder), Memory())

    async def close(self) -> None:
        """See the rig."""
        await self._slack.stop()

    def shown(self, place: Address) -> Sequence[str]:
        """See the rig. Who speaks stands above a message, not in it."""
        if place == self.contact:
            return self._mia.reads()
        thread = place.chat.partition("/")[2]
        return self._ana.reads(self._place, thread)

    def fail(self, error: ChannelError) -> bool:
        """See the rig."""
        self._slack.fail(_fault(error))
        return True


def _fault(error: ChannelError) -> Fault:
    if isinstance(error, Temporary):
        return Fault(POSTS, error="service_unavailable")
    if isinstance(error, RateLimited):
        return Fault(POSTS, status=429, seconds=int(error.seconds))
    return Fault(POSTS, drop="after") if isinstance(error, Uncertain) else Fault(POSTS, error="is_archived")
