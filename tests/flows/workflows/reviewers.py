"""People who decide approvals: on a messenger's card, by a link in a mail, and in the inbox."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.message import EmailMessage
from functools import partial
from typing import Any, Final, NamedTuple, Protocol

import aiohttp

from tests.flows.messengers.discord import DiscordOperator
from tests.flows.messengers.seen import Seen, Told, until, until_told
from tests.flows.messengers.slack import SlackOperator
from tests.flows.messengers.telegram import TelegramOperator
from tests.flows.messengers.web import InboxOperator
from tests.flows.messengers.world import Desk
from tests.platforms.email.smtp import MailServer, text

APPROVE, REJECT, EDIT = "Approve", "Reject", "Edit and approve"
SCANS: Final = 12


class Said(NamedTuple):
    """What a reviewer was told; ``won`` says that their word decided."""

    won: bool
    text: str


Press = Callable[[], Awaitable[Said]]
"""The last press, which decides."""


class Reviewer(Protocol):
    """Somebody who may decide. ``contact`` is a name that is in no other name."""

    @property
    def name(self) -> str: ...

    async def sees(self, contact: str, words: str = "Waiting for a decision") -> str:
        """Wait until this contact's question is there, a card with these words; return all that is shown."""

    async def readies(self, contact: str, label: str, reason: str = "") -> Press:
        """Do all but the last press of a decision; ``reason`` is the text where one edits it."""

    async def reads(self, contact: str, how: str, by: str, reason: str = "") -> None:
        """Wait until this contact's question says how it was decided, by whom, and where it can why."""


async def decides(who: Reviewer, contact: str, label: str = APPROVE, reason: str = "") -> Said:
    """Wait for a question, and decide it."""
    await who.sees(contact)
    return await (await who.readies(contact, label, reason))()


@dataclass
class OnCard:
    """A reviewer in a messenger."""

    desk: Desk

    @property
    def name(self) -> str:
        """What others read."""
        return self.desk.name

    async def sees(self, contact: str, words: str = "Waiting for a decision") -> str:
        """See ``Reviewer``."""
        return (await self._card(contact, words)).text

    async def readies(self, contact: str, label: str, reason: str = "") -> Press:
        """See ``Reviewer``."""
        card = await self._card(contact, "")
        if label == APPROVE:
            return partial(self._approves, card)
        told = await self.desk.presses(card, label)
        assert told.asks, told
        return partial(self._answers, told, reason)

    async def reads(self, contact: str, how: str, by: str, reason: str = "") -> None:
        """See ``Reviewer``."""
        card = await self.says(contact, f"{how} by {by}")
        assert reason in card.text, card

    async def says(self, contact: str, words: str) -> Seen:
        """Wait until the card says how it ended; then it has no button left."""
        card = await self._card(contact, words)
        assert APPROVE not in card.buttons, card
        return card

    async def _card(self, contact: str, words: str) -> Seen:
        def look() -> Seen | None:
            return next((seen for seen in self._cards(contact) if words in seen.text), None)

        return await until(look, lambda: self._cards(contact), f"{words!r} on {self.desk.channel}")

    def _cards(self, contact: str) -> list[Seen]:
        desk = self.desk
        shown = desk.questions() if isinstance(desk, TelegramOperator) else desk.cards()
        titles = ((seen, seen.text.partition("\n")[0]) for seen in shown)
        return [seen for seen, title in titles if f"· {contact}" in title and "H-1" not in title]

    async def _approves(self, card: Seen) -> Said:
        told = await self.desk.presses(card, APPROVE)
        return Said(told.text.startswith("Approved."), told.text)

    async def _answers(self, told: Told, reason: str) -> Said:
        """Give the reason, and read what becomes of it where each messenger shows that."""
        before = len(self._shown())
        after = await self.desk.answers(told, reason)
        if not after.text:
            await until(lambda: len(self._shown()) > before, self._shown, "an answer to the reason")
        found = after.text or self._shown()[-1]
        return Said(found.startswith(("Approved.", "Rejected.")), found)

    def _shown(self) -> list[str]:
        """Return what the bot answered this person here."""
        match self.desk:
            case SlackOperator(person=person):
                return [one.text for one in person.alone]
            case TelegramOperator(person=person, chat=chat):
                ours = (one for one in chat.messages if one.reply_to is not None)
                return [one.text for one in ours if one.reply_to and one.reply_to.sender.id == person.id]
            case DiscordOperator():
                return []


@dataclass
class ByMail:
    """A reviewer who has nothing but mail; a scanner opens every link before they do."""

    name: str
    address: str
    server: MailServer
    http: aiohttp.ClientSession
    scans: int = 0

    async def sees(self, contact: str, words: str = "Waiting for a decision") -> str:
        """See ``Reviewer``."""
        return text(await self._mail(contact))

    async def readies(self, contact: str, label: str, reason: str = "") -> Press:
        """See ``Reviewer``."""
        link = await self.link(contact, label)
        await self._scanned(link, contact)
        if label == APPROVE:
            return partial(self._posts, link)
        status, page = await self._post(link)
        assert (status, "<textarea" in page) == (200, True), page
        found = re.search(r'action="([^"]+)"', page)
        assert found is not None
        return partial(self._posts, f"{link.rpartition('/')[0]}/{found[1]}", text=reason)

    async def reads(self, contact: str, how: str, by: str, reason: str = "") -> None:
        """See ``Reviewer``: the mail stays as it is, its links say it."""
        link = await self.link(contact, APPROVE)

        async def look() -> bool:
            status, page = await self.get(link)
            return status == 410 and by in page

        await until_told(look, f"{by} at a link of {self.name}")

    async def link(self, contact: str, label: str) -> str:
        """Return a link of the newest question about a contact."""
        mail = await self._mail(contact)
        found = re.search(rf"^{label}: (\S+)$", text(mail), re.MULTILINE)
        assert found is not None, text(mail)
        return found[1]

    async def get(self, link: str) -> tuple[int, str]:
        """Open a link."""
        async with self.http.get(link) as reply:
            return reply.status, await reply.text()

    async def _scanned(self, link: str, contact: str) -> None:
        for _ in range(SCANS):
            async with self.http.head(link) as head:
                assert head.status == 200
            status, page = await self.get(link)
            assert (status, '<form method="post"' in page, contact in page) == (200, True, True), page
            self.scans += 2

    async def _posts(self, link: str, **fields: str) -> Said:
        status, page = await self._post(link, **fields)
        assert status in (200, 410), page
        return Said(status == 200, " ".join(re.sub(r"<[^>]+>", " ", page.partition("<body")[2]).split()))

    async def _post(self, link: str, **fields: str) -> tuple[int, str]:
        async with self.http.post(link, data=fields) as reply:
            return reply.status, await reply.text()

    async def _mail(self, contact: str) -> EmailMessage:
        def look() -> EmailMessage | None:
            ours = (one for one in self.server.post.to(self.address) if "Approve: " in text(one))
            return next((one for one in ours if f"· {contact}" in str(one["Subject"])), None)

        return await until(
            look, lambda: [one["Subject"] for one in self.server.post.mails], "a question by mail"
        )


@dataclass
class InInbox:
    """A reviewer's program at the inbox's API."""

    operator: InboxOperator

    @property
    def name(self) -> str:
        """What others read."""
        return self.operator.name

    async def sees(self, contact: str, words: str = "Waiting for a decision") -> str:
        """See ``Reviewer``."""
        return str(await self.question(contact))

    async def readies(self, contact: str, label: str, reason: str = "") -> Press:
        """See ``Reviewer``."""
        id = (await self.question(contact))["id"]
        body = {"decision": "rejected" if label == REJECT else "approved"}
        words = {"text" if label == EDIT else "reason": reason} if reason else {}
        return partial(self._posts, id, body | words)

    async def reads(self, contact: str, how: str, by: str, reason: str = "") -> None:
        """See ``Reviewer``: it waits no more."""

        async def look() -> bool:
            return not any(one["contact"].startswith(contact) for one in await self._all())

        await until_told(look, f"no question about {contact}")

    async def question(self, contact: str) -> dict[str, Any]:
        """Wait for a contact's question."""

        async def look() -> dict[str, Any] | None:
            return next((one for one in await self._all() if one["contact"].startswith(contact)), None)

        found = await until_told(look, f"a question about {contact}")
        assert found["may_decide"]
        return found

    async def _all(self) -> list[dict[str, Any]]:
        reply = await self.operator.caller.insist("GET", "/api/approvals")
        return list(reply.body["approvals"])

    async def _posts(self, id: str, body: dict[str, str]) -> Said:
        reply = await self.operator.caller.insist("POST", f"/api/approvals/{id}", body)
        if reply.status == 200:
            return Said(reply.body["state"] != "pending", str(reply.body))
        assert (reply.status, reply.body["error"]) == (409, "already_decided"), reply
        return Said(False, f"Already {reply.body['decision']} by {reply.body['by']} at {reply.body['at']}.")
