"""What operators write by mail: brought to the sink, answered by mail, shown to the others who read there."""

import asyncio
import re
import time
from contextlib import suppress
from dataclasses import replace
from typing import Final

import structlog

from channels import marks
from channels.base import Outgoing, Sink, Voice
from channels.email.attachments import kept
from channels.email.cut import answered
from channels.email.desks import Desks
from channels.email.inbound import Mail
from channels.email.parts import Parts
from channels.email.proof import Proof
from channels.email.seal import ROOT, Opened
from channels.email.settings import ACT
from channels.email.spot import Spot
from channels.errors import ChannelError
from channels.recent import Seen
from channels.team import Answer, Person, Wrote
from handoff.content import Button, Content, Style
from handoff.errors import StoreUnavailable
from handoff.ids import OperatorName
from handoff.transcript import Author, AuthorKind

log = structlog.get_logger(__name__)

SYSTEM: Final = Author(AuthorKind.SYSTEM)
NOTHING: Final = (
    "Nothing was done: no words were found above the quoted mail. Please write your answer at the top."
)
BROKEN: Final = (
    "Nothing was done: your mail could not be read whole. Please write it anew, without its attachments."
)
ERASED: Final = "Nothing was done: this conversation is not known any more."
MOMENT: Final = 60.0
"""Seconds in which a card has gone to all its readers."""
_COMMAND: Final = re.compile(r"[/!][a-z]")


class Team:
    """Takes a mail only from an operator's own address, and only as an answer to a mail of ours."""

    def __init__(self, parts: Parts, desks: Desks) -> None:
        self._parts = parts
        self._desks = desks
        self._told: Seen[str] = Seen()

    async def take(self, sink: Sink, mail: Mail, opened: Opened) -> None:
        """Bring one mail; raises StoreUnavailable, OSError."""
        person = self._parts.readers.person(mail.sender)
        spot = Spot(opened.place, opened.desk)
        if person is None:
            log.warning("a stranger's answer to a mail of the team was dropped", place=opened.place)
            return
        if mail.proof is Proof.FAILED:
            log.warning("an operator's answer whose From nobody vouches for was dropped", place=opened.place)
            return
        public = self._parts.settings.public_url.rstrip("/")
        text = await asyncio.to_thread(answered, mail.text, f"{public}{ACT}/" if public else "")
        own = replace(mail, files=tuple(one for one in mail.files if one.claimed != "message/rfc822"))
        content = await kept(self._parts.files, str(spot.address), own, text)  # a card is nobody's to pass on
        if mail.lacks or not (content.text.strip() or content.files):
            await self._say(spot, mail, Answer(BROKEN if mail.lacks else NOTHING, alert=True))
            return
        quotes = opened.part if opened.part not in ("", ROOT) else None
        answer = await sink.team(Wrote(person, spot.address, mail.id, content, quotes), mail.key)
        if answer.unknown:
            await self._unknown(spot, mail)
            return
        if mail.key in self._told:  # the same mail came again: everybody knows
            return
        self._told.add(mail.key)
        await self._say(spot, mail, answer)
        if not answer.alert and not _COMMAND.match(content.text):
            await self._share(spot, mail, person, content, noted=answer.noted or answer.held)

    async def _unknown(self, spot: Spot, mail: Mail) -> None:
        """Have it come again while its card is being mailed: the fast answer before that is stored."""
        if time.time() - (await self._parts.memory.sheet(spot.desk)).at < MOMENT:
            raise StoreUnavailable("the card of the thread is still being mailed")
        await self._say(spot, mail, Answer(ERASED, alert=True))

    async def _say(self, spot: Spot, mail: Mail, answer: Answer) -> None:
        """Answer the mail where there is something to say. Best effort."""
        text = answer.text or (marks.NOTED if answer.noted else "")
        buttons, asks = answer.buttons, ""
        if answer.ask is not None:
            text, asks = text or answer.ask.title, answer.ask.label
            buttons = (Button(answer.ask.submit, answer.ask.token, Style.PRIMARY),)
        if not text and not buttons:
            return
        said = Content(marks.warned(text) if answer.alert else text)
        out = Outgoing(f"answer:{mail.key}", spot.address, SYSTEM, said, mail.id, Voice.TEAM)
        with suppress(ChannelError):
            await self._desks.answer(spot, mail.sender, out, buttons, asks)

    async def _share(self, spot: Spot, mail: Mail, person: Person, content: Content, *, noted: bool) -> None:
        """Show it to the place's other readers: for the desk it stands there already. Best effort."""
        author = Author(AuthorKind.HUMAN, person.name, OperatorName(person.id))
        voice = Voice.NOTE if noted else Voice.TEAM
        named = "\n".join((content.text, *(f"[{file.name}]" for file in content.files)))
        out = Outgoing(f"share:{mail.key}", spot.address, author, Content(named), None, voice)
        with suppress(ChannelError):
            await self._desks.share(spot, out, mail.sender)
