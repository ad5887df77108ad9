"""Brings each mail to where it belongs: a contact's conversation, a desk thread, or nowhere."""

import asyncio
from typing import Final

import structlog

from channels.base import Sink
from channels.brackets import UNREADABLE
from channels.email.attachments import kept
from channels.email.bounce import Bounce
from channels.email.compose import again, is_reply, named
from channels.email.cut import said, whole
from channels.email.inbound import Mail, read
from channels.email.loops import SENDER
from channels.email.memory import Thread
from channels.email.parts import Parts
from channels.email.proof import Proof
from channels.email.spot import NAME, Spot
from channels.email.team import Team
from channels.team import ThreadGone
from handoff.events import ContactSaid, DeliveryFailed
from handoff.ids import Address

UNPROVEN: Final = "[the mail server could not confirm that this mail comes from the address it names]"
log = structlog.get_logger(__name__)


class Intake:
    """A mail is stored when ``take`` returns; its key makes a second copy change nothing."""

    def __init__(self, sink: Sink, parts: Parts, team: Team) -> None:
        self._sink = sink
        self._parts = parts
        self._team = team

    async def take(self, raw: bytes | Bounce) -> Address | None:
        """Return whose chat got a message, if one did. Raises StoreUnavailable, OSError."""
        await self._parts.open()
        if isinstance(raw, Bounce):
            await self._came_back(raw)
            return None
        mail = await asyncio.to_thread(read, raw, self._parts.settings.authserv)
        if mail is None:
            log.warning("a mail that cannot be read was dropped", size=len(raw))
            return None
        if mail.bounce is not None:
            await self._came_back(mail.bounce)
            return None
        if why := self._machine(mail):
            log.info("a machine's mail is not answered", told_by=why)
            return None
        opened = self._parts.seal.opened(mail.answers, mail.to, self._sink.places(NAME))
        if opened is not None:
            await self._team.take(self._sink, mail, opened)
            return Spot(opened.place, opened.desk).address
        who = self._form(mail) or mail.sender
        if self._parts.readers.is_team(who):
            log.warning("a mail of the team that answers none of ours was dropped")
            return None
        return await self._contact(mail, who)

    def _machine(self, mail: Mail) -> str:
        """Return what says that no person waits for an answer; a form of our own site speaks for one."""
        if self._parts.seal.is_ours(mail.id) or (mail.sender == self._own and not self._form(mail)):
            return "our own"
        return "" if mail.automatic == SENDER and self._form(mail) else mail.automatic

    def _form(self, mail: Mail) -> str:
        """Return the visitor for whom a form of our own site writes: only our domain may speak for others."""
        ours = mail.sender.rpartition("@")[2] == self._parts.own.domain and mail.proof is not Proof.FAILED
        local, _, domain = mail.reply_to.rpartition("@")
        is_us = f"{local.partition('+')[0]}@{domain}" == self._own
        return mail.reply_to if ours and not is_us else ""

    @property
    def _own(self) -> str:
        return self._parts.own.address

    async def _contact(self, mail: Mail, who: str) -> Address:
        """Bring a contact's words; whose mailbox it is comes with a name that could be anybody's."""
        contact, memory = Address(NAME, who), self._parts.memory
        thread = await memory.thread(who)
        text = await asyncio.to_thread(_words, mail, self._is_known(mail, who, thread))
        content = await kept(self._parts.files, str(contact), mail, text)
        quotes = mail.answers[0] if mail.answers else ""
        subject = named(mail.subject, self._sink.words(mail.language).no_subject)
        await memory.heard(who, subject, mail.chain)
        name = mail.name if mail.name and "@" not in mail.name else who
        event = ContactSaid(mail.id, content, name, mail.language, quotes=quotes)
        await self._sink.receive(contact, event, mail.key)
        return contact

    def _is_known(self, mail: Mail, who: str, thread: Thread) -> bool:
        """Say whether what it quotes stands in the conversation already; some programs name no mail."""
        named = any(id in thread.ids or self._parts.seal.is_contacts(id, who) for id in mail.answers)
        return named or (bool(thread.ids) and is_reply(mail.subject, thread.subject))

    async def _came_back(self, bounce: Bounce) -> None:
        """Let the team see it; what is no mail of ours changes nothing."""
        contact = await self._whose(bounce)
        if contact is not None:
            log.warning("a mail to a contact came back", why=bounce.why)
            if bounce.gone:
                await self._parts.memory.lose(contact.chat, bounce.why)
            ref = bounce.id if self._parts.seal.is_contacts(bounce.id, contact.chat) else ""
            failed, key = DeliveryFailed(0, bounce.why, ref=ref), f"{NAME}:bounce:{bounce.key}"
            await self._sink.receive(contact, failed, key)
            return
        opened = self._parts.seal.opened((bounce.id,), (), self._sink.places(NAME))
        if opened is None:
            return
        spot = Spot(opened.place, opened.desk)
        log.warning("a mail to the team came back", place=opened.place, why=bounce.why)
        if len(self._parts.readers.of(opened.place)) == 1:
            await self._sink.team(ThreadGone(spot.address, bounce.why), f"{NAME}:bounce:{bounce.id}")

    async def _whose(self, bounce: Bounce) -> Address | None:
        """Return the contact to whom it went.

        Nobody else knows what we called a mail of ours; who is believed anyway names our subject instead.
        """
        for one in bounce.recipients:
            known = (await self._parts.memory.thread(one)).subject if bounce.subject else ""
            if self._parts.seal.is_contacts(bounce.id, one) or (known and again(known) == bounce.subject):
                return Address(NAME, one)
        return None


def _words(mail: Mail, known: bool) -> str:
    """Return what the contact says: a mail that begins something new says it in its subject as well.

    Only what is known is cut: nobody here has read what the first mail of a thread quotes.
    """
    text = said(mail.text) if known else whole(mail.text)
    if (not known or not text.strip()) and mail.subject and mail.subject not in text:
        text = f"{mail.subject}\n\n{text}".strip()
    doubt = UNPROVEN if mail.proof is Proof.FAILED else ""
    text = "\n\n".join(filter(None, (text, mail.lacks, doubt)))
    return text or ("" if mail.files else UNREADABLE)
