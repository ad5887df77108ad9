"""The refund file on a whole bot: chat page, mail server, tool servers, inbox; killed and started again."""

import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.bot.workflow.running.house import SERVER, refunds
from tests.bot.workflow.running.parts import graph, say
from tests.bot.workflow.running.test_refund import REFUND
from tests.flows.people import Contact, Operator, People, people_of
from tests.process import Bot, bot_in, free_port, until

pytestmark = pytest.mark.skipif(not REFUND.exists(), reason=f"the data folder is not here: {REFUND}")


@dataclass
class Mailbox:
    """Takes every mail, as the contact's mail provider does."""

    texts: list[str] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        self.texts.append(content.decode() if isinstance(content, bytes) else str(content))
        return "250 OK"

    def code(self) -> str:
        """The newest code."""
        found = re.search(r"code is (\d{6})", self.texts[-1])
        assert found is not None, self.texts[-1]
        return found[1]


@dataclass
class Scene:
    """A bot at work, a contact, a reviewer and the contact's mailbox."""

    bot: Bot
    mia: Contact
    ana: Operator
    mailbox: Mailbox

    async def prove(self, address: str) -> None:
        """Ask for a refund, and prove who one is."""
        async with self.mia.listening():
            await self.mia.say("I want a refund")
            await self.mia.hears("agent", 1)
            await self.mia.say(address)
            await self.mia.hears("agent", 2)
            await self.mia.say(self.mailbox.code())
            await self.mia.until(lambda: len(self.mia.by("agent") + self.mia.by("system")) >= 3)

    async def question(self) -> dict[str, Any]:
        """Return the one question that waits."""
        reply = await self.ana.insist("GET", "/api/approvals")
        (found,) = reply.body["approvals"]
        return dict(found)

    async def decide(self, decision: str) -> int:
        """Answer it; return the status."""
        path = f"/api/approvals/{(await self.question())['id']}"
        return (await self.ana.insist("POST", path, {"decision": decision})).status

    def last(self) -> str:
        """Return what the bot said last."""
        return str(self.mia.by("agent")[-1]["text"])


def tool(name: str, folder: Path) -> dict[str, Any]:
    return {"command": [sys.executable, str(SERVER), name, str(folder)], "allow": "all"}


@asynccontextmanager
async def scene(folder: Path) -> AsyncIterator[Scene]:
    mailbox = Mailbox()
    server = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    server.start()
    settings: dict[str, dict[str, Any]] = {
        "workflows": {"refund": {"file": str(REFUND)}},
        "tools": {name: tool(name, folder) for name in ("orders", "stripe")},
        "mail": {"from": "Shop <shop@example.com>", "smtp_url": f"smtp://127.0.0.1:{server.port}"},
        "operators": {"ana": {"name": "Ana"}},
        "queues": {"support": {"notify": ["web"], "reviewers": ["ana"]}},
    }
    try:
        async with bot_in(folder, settings) as bot, people_of(bot) as people:
            yield await _cast(bot, people, mailbox)
    finally:
        server.stop()


async def _cast(bot: Bot, people: People, mailbox: Mailbox) -> Scene:
    return Scene(bot, await people.contact(), await people.operator("ana"), mailbox)


async def test_a_small_order_is_refunded_at_once(tmp_path: Path) -> None:
    async with scene(tmp_path) as found:
        await found.prove("small@example.com")
        assert found.last() == "Your refund of $42.5 for order #117 has been processed."
    assert len(refunds(tmp_path)) == 1


async def test_a_large_one_is_refunded_once_it_is_approved_in_the_inbox(tmp_path: Path) -> None:
    async with scene(tmp_path) as found:
        await found.prove("large@example.com")
        assert refunds(tmp_path) == []
        async with found.mia.listening():
            assert await found.decide("approved") == 200
            await found.mia.until(lambda: "approved and processed" in found.last())
    assert len(refunds(tmp_path)) == 1


@pytest.mark.chaos
async def test_a_bot_that_is_killed_after_the_effect_refunds_once(tmp_path: Path) -> None:
    async with scene(tmp_path) as found:
        await found.prove("large@example.com")
        (tmp_path / "after").write_text("tell")
        assert await found.decide("approved") == 200
        await until((tmp_path / "refunded").exists)
        await found.bot.kill()
        await found.bot.start()
        async with found.mia.listening():
            await found.mia.until(lambda: "approved and processed" in found.last())
    (refund,) = refunds(tmp_path)
    assert json.dumps(refund).count("re_1") == 1


async def test_a_changed_file_is_in_force_for_new_runs_and_a_faulty_one_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "flow.json"
    file.write_text(json.dumps(graph(say("a", "old words"))))
    async with (
        bot_in(tmp_path, {"workflows": {"flow": {"file": str(file)}}}) as bot,
        people_of(bot) as people,
    ):
        mia = await people.contact()
        async with mia.listening():
            await mia.say("hello")
            assert (await mia.hears("agent", 1))["text"] == "old words"
            file.write_text(json.dumps(graph(say("a", "{{nobody}}"))))
            await bot.log.find("a changed workflow is refused")
            await mia.say("hello again")
            assert (await mia.hears("agent", 2))["text"] == "old words"
            file.write_text(json.dumps(graph(say("a", "new words"))))
            await bot.log.find("changed workflows are in force")
            await mia.say("and now")
            assert (await mia.hears("agent", 3))["text"] == "new words"
