"""Mails to contacts: in the thread of what they wrote last, so that mail programs show them together."""

from typing import Final

from channels.base import Outgoing
from channels.email.breaker import MOST, Breaker
from channels.email.compose import Letter, again, compose
from channels.email.errors import TROUBLES
from channels.email.memory import Thread, reachable
from channels.email.names import ids
from channels.email.outbound import automatic, sender, to_contact
from channels.email.parts import Parts
from channels.errors import Gone, Permanent

ENOUGH: Final = f"{MOST} automatic mails went there within an hour: perhaps a machine answers them"


class Letters:
    """The same message has the same Message-ID at every try."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._breaker = Breaker(parts.memory)

    async def send(self, to: str, out: Outgoing) -> str:
        """Send it; return its message id. Raises ChannelError."""
        packed = await self._parts.cargo.packed(out)
        words = to_contact(packed, self._parts.templates, TROUBLES)
        with reachable():
            thread = await self._parts.memory.thread(to)
            if lost := await self._parts.memory.lost(to):
                raise Gone(lost)
            if automatic(out) and not await self._breaker.lets(to, out.key):
                raise Permanent(ENOUGH)
        letter = Letter(
            to=to,
            subject=again(thread.subject),
            id=self._parts.seal.contact(out.key, to),
            text=words.text,
            html=words.html,
            chain=_chain(thread, out.reply_to or ""),
            name=sender(out),
            automatic=automatic(out),
            files=tuple([(one, await self._parts.cargo.read(one)) for one in packed.content.files]),
        )
        return await self._parts.mailer.send(compose(letter, self._parts.own))


def _chain(thread: Thread, quoted: str) -> tuple[str, ...]:
    """Return what the mail refers to; the one that is quoted, or else the contact's last, comes last."""
    known = ids(f"<{quoted}>")
    return (*(id for id in thread.ids if id not in known), *known)
