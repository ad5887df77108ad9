"""A contact, a workflow, reviewers and tool servers: everything real but the mail, which is read here."""

import json
import re
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

from bot.config.model import Settings
from bot.config.tools import ServerSettings
from bot.mcp.servers import McpServers
from bot.workflow.graph import digest, parse
from bot.workflow.language.nodes import AuthGateData
from bot.workflow.running.addresses import email_in, phone_in
from bot.workflow.running.mail import ByMail, Mailer
from bot.workflow.running.quota import Limits
from bot.workflow.running.routes import Route
from bot.workflow.running.shelf import Volume
from bot.workflow.trying.rehearsal import Rehearsal
from channels.fake import FakeChannel
from handoff.approvals import Approval, Ruling
from handoff.content import Content
from handoff.events import Actor, ContactSaid, ReviewerDecided
from handoff.ids import OperatorName
from handoff.outcome import Outcome
from handoff.run import Run
from handoff.store.memory import MemoryStore

LIMITS = Limits()
SERVER = Path(__file__).with_name("orders_server.py")
ROOT = Path(__file__).resolve().parents[4]
EXAMPLES = ROOT / "examples" / "workflows"
ANA, BEN = Actor(OperatorName("ana"), "Ana"), Actor(OperatorName("ben"), "Ben")
SETTINGS = {
    "operators": {"ana": {"name": "Ana", "email": "ana@shop.example"}, "ben": {"name": "Ben"}},
    "queues": {"support": {"notify": ["web"], "reviewers": ["ana", "ben"], "operators": ["ana"]}},
}


@dataclass
class Letters(Mailer):
    """Keeps what was mailed; ``faults`` are raised in place of the next mails, ``after`` after they went."""

    sent: list[EmailMessage] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    after: list[Exception] = field(default_factory=list)

    async def send(self, message: EmailMessage) -> str:
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append(message)
        if self.after:
            raise self.after.pop(0)
        return f"mail {len(self.sent)}"

    @property
    def code(self) -> str:
        """The newest code that was mailed."""
        found = re.search(r"\d{6}", self.sent[-1].get_content())
        assert found is not None
        return found[0]


class House(Rehearsal):
    """Says what people say. ``letters`` are the mails of the auth gate."""

    def __init__(self, settings: Mapping[str, Any], **more: Any) -> None:
        self.letters = Letters()
        self.team = FakeChannel(name="slack")
        super().__init__(
            Settings.model_validate(settings),
            route=self._way,
            channels={"slack": self.team, **more.pop("channels", {})},
            **more,
        )
        self._said = 0

    def _way(self, data: AuthGateData) -> Route | None:
        """Return what brings codes here: mails that are read, or texts that are read as mails."""
        courier = ByMail("Shop <shop@example.com>", self.letters)
        if data.contact_type == "phone":
            return Route("sms", partial(phone_in, countries=("DE", "AT")), courier, LIMITS)
        return Route("mail", email_in, courier, LIMITS)

    async def say(self, text: str) -> list[str]:
        """Be the contact; return what the bot says to that."""
        self._said += 1
        return await self.heard(ContactSaid(f"m{self._said}", Content(text), "Mia"))

    async def heard(self, event: Any) -> list[str]:
        """Let something happen; return what the contact is told."""
        known = await self.store.load(self.id)
        await self.happen(event)
        return await self.told(known.seq if known is not None else 0)

    async def waited(self, seconds: float) -> list[str]:
        """Let time pass; return what the contact is told."""
        before = (await self.state()).seq
        await self.later(seconds)
        return await self.told(before)

    async def decide(
        self, ruling: Ruling = Ruling.APPROVED, by: Actor = ANA, reason: str = "", text: str | None = None
    ) -> Outcome:
        """Be a reviewer."""
        event = ReviewerDecided(by, (await self.question()).id, ruling, reason, text)
        return await self.happen(event)

    async def question(self) -> Approval:
        """Return the newest question to reviewers."""
        return (await self.state()).approvals[-1]

    async def run(self) -> Run:
        """Return the one run that is live."""
        (found,) = await self.runs()
        return found

    async def events(self) -> list[str]:
        """Return the names of what the team reads."""
        return [entry.content.text for entry in await self.entries() if entry.kind == "event"]


def volume(source: Path | Mapping[str, Any], name: str = "flow", **more: Any) -> Volume:
    """Return a workflow of a file, or of a graph, as if an admin had set it."""
    text = source.read_text("utf-8") if isinstance(source, Path) else json.dumps(source)
    return Volume(name, digest(text), text, parse(text, name), **more)


@asynccontextmanager
async def house_of(
    source: Path | Mapping[str, Any],
    settings: Mapping[str, Any] = SETTINGS,
    kind: type[House] = House,
    **more: Any,
) -> AsyncIterator[House]:
    """Open a house with one workflow."""
    house = kind(settings, **more)
    await house.open({"flow": volume(source)})
    yield house
    await house.store.close()


@asynccontextmanager
async def shop(folder: Path, *how: str) -> AsyncIterator[McpServers]:
    """Run the shop's tool servers as programs; ``how`` may be ``keyless``, ``adds``."""
    store = MemoryStore()
    await store.open()
    servers = McpServers(
        {name: server(name, folder, *how) for name in ("orders", "stripe")},
        store,
    )
    await servers.start()
    try:
        yield servers
    finally:
        await servers.close()


def server(name: str, folder: Path, *how: str) -> ServerSettings:
    """Return how a tool server is started."""
    command = [sys.executable, str(SERVER), name, str(folder), *how]
    return ServerSettings.model_validate({"command": command, "allow": "all", "timeout": 20})


def refunds(folder: Path) -> list[dict[str, Any]]:
    """Return every refund that was really made."""
    ledger = folder / "ledger.jsonl"
    return [json.loads(line) for line in ledger.read_text().splitlines()] if ledger.exists() else []
