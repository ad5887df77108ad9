"""Brings each mail to where it belongs: a contact's conversation, a desk thread, or nowhere."""

import asyncio

import structlog

from channels.base import Sink
from channels.brackets import UNREADABLE
from channels.email.attachments import kept
from channels.email.bounce import Bounce
from channels.email.cut import said
from channels.email.errors import nobody
from channels.email.inbound import Mail, read
from channels.email.parts import Parts
from channels.email.spot import NAME, Spot
from channels.email.team import Team
from channels.team import ThreadGone
from handoff.events import ContactSaid
from handoff.ids import Address

log = structlog.get_logger(__name__)


class Intake:
    """A mail is stored when ``take`` returns; its key makes a second copy change nothing."""

    def __init__(self, sink: Sink, parts: Parts, team: Team) -> None:
        self._sink = sink
        self._parts = parts
        self._team = team

    async def take(self, raw: bytes) -> Address | None:
        """Return whose chat got a message, if one did. Raises StoreUnavailable, OSError."""
        await self._parts.open()
        mail = await asyncio.to_thread(read, raw)
        if mail is None:
            log.warning("a mail that cannot be read was dropped", size=len(raw))
            return None
        if mail.bounce is not None:
            await self._came_back(mail.bounce)
        if why := mail.automatic or self._own(mail):
            log.info("a machine's mail is not answered", told_by=why)
            return None
        opened = self._parts.seal.opened(mail.answers, mail.to, self._sink.places(NAME))
        if opened is not None:
            await self._team.take(self._sink, mail, opened)
            return Spot(opened.place, opened.desk).address
        if self._parts.readers.is_team(mail.sender):
            log.warning("a mail of the team that answers none of ours was dropped")
            return None
        return await self._contact(mail)

    def _own(self, mail: Mail) -> str:
        is_own = mail.sender == self._parts.own.address or self._parts.seal.is_ours(mail.id)
        return "our own" if is_own else ""

    async def _contact(self, mail: Mail) -> Address:
        contact = Address(NAME, mail.sender)
        content = await kept(self._parts.files, str(contact), mail, await asyncio.to_thread(_words, mail))
        quotes = mail.answers[0] if mail.answers else ""
        await self._parts.memory.heard(mail.sender, mail.subject, mail.chain)
        event = ContactSaid(mail.id, content, mail.name, mail.language, quotes=quotes)
        await self._sink.receive(contact, event, mail.key)
        return contact

    async def _came_back(self, bounce: Bounce) -> None:
        """Believe it only of a mail that we sent: nobody else knows what we called it."""
        why = (
            nobody(bounce.status) if bounce.status.startswith("5.1") else f"mail comes back ({bounce.status})"
        )
        for one in bounce.recipients:
            if self._parts.seal.is_contacts(bounce.id, one):
                log.warning("a contact cannot be reached by mail", code=bounce.status)
                await self._parts.memory.lose(one, why)
                return
        opened = self._parts.seal.opened((bounce.id,), (), self._sink.places(NAME))
        if opened is None:
            return
        spot = Spot(opened.place, opened.desk)
        log.warning("a mail to the team came back", place=opened.place, code=bounce.status)
        if len(self._parts.readers.of(opened.place)) == 1:
            await self._sink.team(ThreadGone(spot.address, why), f"{NAME}:bounce:{bounce.id}")


def _words(mail: Mail) -> str:
    """Return what the contact says: a mail that begins something new says it in its subject as well."""
    text = said(mail.text)
    if (not mail.answers or not text.strip()) and mail.subject and mail.subject not in text:
        text = f"{mail.subject}\n\n{text}".strip()
    return text or ("" if mail.files else UNREADABLE)
