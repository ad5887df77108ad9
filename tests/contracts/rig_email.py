"""Mail before the contracts: the adapter, its real library, and a real SMTP server."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from channels.email.adapter import EmailChannel
from channels.email.settings import EmailSettings
from channels.email.spot import Spot
from channels.errors import ChannelError, RateLimited, Temporary, Uncertain
from channels.files import DiskFiles
from handoff.ids import Address
from tests.contracts.rig import Rig
from tests.platforms.email.smtp import Cut, MailServer, Refusal, text

OPERATOR = "ana@shop.example"


class Memory:
    """Memos that last as long as the test."""

    def __init__(self) -> None:
        self._facts: dict[str, str] = {}

    async def memos(self, prefix: str) -> Mapping[str, str]:
        return {name: value for name, value in self._facts.items() if name.startswith(prefix)}

    async def remember(self, name: str, value: str) -> None:
        self._facts[name] = value


class EmailRig(Rig):
    """A contact's mailbox, and an operator's own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server = MailServer()
        self.contact = Address("email", "anna@mail.example")
        self.team = Address("email", OPERATOR)

    async def open(self) -> None:
        """See the rig."""
        await self._server.start()
        settings = EmailSettings(
            self._server.url,
            "Shop <help@shop.example>",
            inbound="webhook",
            webhook_secrets=("secret",),
            public_url="https://bot.shop.example",
            operators={OPERATOR: "Ana"},
            timeout=5.0,
            speed=1000.0,
        )
        self.channel = EmailChannel(settings, DiskFiles(self._folder), Memory())

    async def close(self) -> None:
        """See the rig."""
        await self._server.stop()

    def shown(self, place: Address) -> Sequence[str]:
        """See the rig. Who speaks stands above the words."""
        spot = Spot.of(place)
        mails = self._server.post.to(spot.mailbox)
        return [text(mail) for mail in mails if spot.desk in str(mail["Message-ID"])]

    def fail(self, error: ChannelError) -> bool:
        """See the rig."""
        self._server.fail(_end(error))
        return True


def _end(error: ChannelError) -> Refusal | Cut:
    match error:
        case RateLimited():
            return Refusal("MAIL", "421 4.7.0 Too many mails, slow down")
        case Temporary():
            return Refusal("MAIL", "451 4.3.0 Not now")
        case Uncertain():
            return Cut.AFTER
        case _:
            return Refusal("RCPT", "550 5.1.1 No such user")
