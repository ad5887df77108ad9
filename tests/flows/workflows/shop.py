"""The refund file on a whole bot: platforms, a mail server, tool servers, and people on every surface."""

import os
import re
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import aiohttp

from handoff.texts import Texts, fill
from tests.bot.workflow.running.house import ROOT, SERVER, refunds
from tests.flows.messengers.seen import Seen, until
from tests.flows.messengers.web import InboxOperator
from tests.flows.messengers.world import Contact, Desk, World, world_in
from tests.flows.workflows.reviewers import ByMail, InInbox, OnCard, Reviewer, decides
from tests.platforms.email.smtp import MailServer, text
from tests.process import until as until_there

REFUND: Final = Path(os.environ.get("HANDOFF_SHARED", ROOT.parent / "shared")) / "workflows" / "refund.json"
SMALL, LARGE = "small@example.com", "large@example.com"
"""Who ordered for less, and for more, than the workflow refunds by itself."""
WORDS: Final = Texts()
PROVEN: Final = (WORDS.gate_email, fill(WORDS.gate_sent, address=LARGE, minutes="10"))
ASKED: Final = (*PROVEN, WORDS.deciding)
"""All that a contact with a large order reads until somebody has decided."""
REFUNDED: Final = "Your refund of $612.5 has been approved and processed."
REJECTED: Final = (
    "Your refund request was reviewed but could not be approved. Please contact support@example.com."
)
AT_ONCE: Final = "Your refund of $42.5 for order #117 has been processed."
NAMES: Final = {
    "ada": "Ada Slack",
    "ben": "Ben Telegram",
    "cleo": "Cleo Discord",
    "dora": "Dora Mail",
    "eve": "Eve Inbox",
}
SURFACES: Final = ("slack", "telegram", "discord", "email", "inbox")


@dataclass
class Shop:
    """``desks`` are the messengers' places; ``reviewers`` are by surface, once the bot runs."""

    world: World
    mail: MailServer
    desks: Mapping[str, Desk]
    reviewers: dict[str, Reviewer] = field(default_factory=dict)
    inbox: InboxOperator | None = None

    @property
    def folder(self) -> Path:
        """Where the tool servers write."""
        return self.world.folder

    @property
    def refunds(self) -> list[dict[str, Any]]:
        """Every refund that was really made."""
        return refunds(self.folder)

    def once(self) -> int:
        """Return how many refunds there are, no two of them of one run."""
        runs = [one["key"].partition(":")[0] for one in self.refunds]
        assert len(set(runs)) == len(runs), f"a run refunded twice: {self.refunds}"
        return len(runs)

    async def asks(self, contact: Contact, address: str = LARGE) -> None:
        """Ask for a refund, and prove who one is."""
        await contact.says("I want a refund")
        await hears(contact, WORDS.gate_email)
        await self.proves(contact, address)

    async def proves(self, contact: Contact, address: str = LARGE) -> None:
        """Name an address, and write the code that is mailed there."""
        before = len(self.mail.post.to(address))
        await contact.says(address)
        await hears(contact, f"I have sent a code to {address}")
        await contact.says(await self.code(address, before))

    async def code(self, address: str, before: int = 0) -> str:
        """Return the newest code, once there are more mails than ``before``."""
        await self.mail.until(lambda post: len(post.to(address)) > before)
        found = re.search(r"Your code is (\d{6})\.", text(self.mail.post.to(address)[-1]))
        assert found is not None
        return found[1]

    async def meet(self, http: aiohttp.ClientSession) -> None:
        """Bring everybody who decides to their place."""
        self.inbox = await self.world.inbox("eve")
        self.reviewers = {
            **{surface: OnCard(desk) for surface, desk in self.desks.items()},
            "email": ByMail(NAMES["dora"], "dora@shop.example", self.mail, http),
            "inbox": InInbox(self.inbox),
        }


def tool(name: str, folder: Path, *how: str) -> dict[str, Any]:
    """Return the settings of one of the shop's tool servers."""
    return {"command": [sys.executable, str(SERVER), name, str(folder), *how], "allow": "all", "timeout": 120}


@asynccontextmanager
async def shop_in(
    folder: Path, *how: str, file: Path = REFUND, more: Mapping[str, Any] | None = None, **queue: Any
) -> AsyncIterator[Shop]:
    """Open a shop that refunds; see ``house_in``. ``how`` may be ``keyless``."""
    tools = {name: tool(name, folder, *how) for name in ("orders", "stripe")}
    settings = {"workflows": {"refund": {"file": str(file)}}, "tools": tools, **(more or {})}
    async with house_in(folder, settings, **queue) as shop:
        yield shop


@asynccontextmanager
async def house_in(folder: Path, settings: Mapping[str, Any], **queue: Any) -> AsyncIterator[Shop]:
    """Run a bot with these sections; ``queue`` are more settings of the queue that decides."""
    mail = MailServer()
    await mail.start()
    try:
        async with world_in(folder) as world, aiohttp.ClientSession() as http:
            shop = Shop(world, mail, _desks(world))
            _staff(shop, **queue)
            world.more |= settings
            async with world.running():
                world.bot.private.update({LARGE, SMALL})
                await shop.meet(http)
                yield shop
    finally:
        await mail.stop()


def _desks(world: World) -> dict[str, Desk]:
    kinds = {"slack": "ada", "telegram topics": "ben", "discord": "cleo"}
    return {
        kind.partition(" ")[0]: world.desk(kind, "refunds", world.member(key, NAMES[key]))[0]
        for kind, key in kinds.items()
    }


def _staff(shop: Shop, **queue: Any) -> None:
    """Say in the settings who decides, and where."""
    world, people = shop.world, [*NAMES]
    for key, name in NAMES.items():
        world.member(key, name)
    places = [*(desk.place for desk in shop.desks.values()), "email:dora@shop.example", "web"]
    world.linked, world.speed = True, 50.0
    world.queue("support", "", *places, reviewers=people, operators=people, **queue)
    email = {"smtp_url": shop.mail.url, "from": "Shop <help@shop.example>", "speed": 100.0}
    world.more |= {
        "channels": {**world.channels, "email": email},
        "operators": {key: {**world.team[key].settings, "email": f"{key}@shop.example"} for key in people},
        "mail": {"per_hour": 1000},
    }


async def restart(shop: Shop) -> None:
    """End it as the lack of power would, and start it again."""
    await shop.world.bot.kill()
    await shop.world.bot.start()


async def kill_after_the_effect(shop: Shop, surface: str, name: str) -> None:
    """Approve; the tool refunds and never answers; then the bot is killed, and started again."""
    (shop.folder / "after").write_text("tell")
    (shop.folder / "refunded").unlink(missing_ok=True)
    assert (await decides(shop.reviewers[surface], name)).won
    await until_there((shop.folder / "refunded").exists)
    await restart(shop)


async def hears(contact: Contact, words: str) -> Seen:
    """Wait until the contact sees these words of ours."""

    def look() -> Seen | None:
        return next((seen for seen in reversed(contact.sees()) if seen.ours and words in seen.text), None)

    return await until(look, contact.sees, f"{words!r}")


async def hears_all(contact: Contact, *texts: str) -> None:
    """Wait for the last of these texts; all that was said must be exactly these, in this order."""
    await hears(contact, texts[-1])
    assert said(contact) == [*texts], f"{contact.name} on {contact.channel} was told {said(contact)}"


def said(contact: Contact) -> list[str]:
    """Return everything a contact was told, word for word; Slack's screen draws buttons into a text."""
    return [_without_buttons(seen) for seen in contact.sees() if seen.ours]


def _without_buttons(seen: Seen) -> str:
    return seen.text.removesuffix("\n" + " ".join(f"[{label}]" for label in seen.buttons))
