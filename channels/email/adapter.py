"""Mail as a channel: everything that calls a mail server or is called by one."""

import asyncio
from typing import Final

from aiohttp import web

from channels import marks
from channels.base import Capabilities, Channel, Mark, Memos, Outgoing, Receipt, Sink, Voice
from channels.email.acts import Acts
from channels.email.desks import Desks
from channels.email.imap import Inbox
from channels.email.intake import Intake
from channels.email.letters import Letters
from channels.email.memory import reachable
from channels.email.parts import Parts, place_of
from channels.email.resend import Resend
from channels.email.settings import PATH, EmailSettings
from channels.email.signing import Own, Svix
from channels.email.spot import NAME, Spot
from channels.email.team import SYSTEM, Team
from channels.email.webhook import JSON, Caller, Webhook
from channels.errors import Permanent
from channels.files import Files
from handoff.card import Card
from handoff.content import Content
from handoff.ids import Address

ABLE: Final = Capabilities(
    max_text=100_000,
    cards=True,
    threads=True,
    quiet=True,
    blind=(
        "Mail does not tell whether a contact has read it, or is typing.",
        "A mail cannot be changed or taken back.",
        "An address that does not exist is known only when the mail comes back.",
    ),
)
_CALLED: Final = frozenset({"webhook", "resend"})
_ANNOUNCEMENT: Final = 1 << 20
"""Bytes of a call that only names a mail."""
_FIXED: Final = "a mail cannot be changed or taken back"


class EmailChannel(Channel):
    """One address. The same message has the same Message-ID at every try, but no mail server promises that
    it shows it once; so neither ``idempotent`` nor ``looks`` is claimed.
    """

    name = NAME
    capabilities = ABLE

    def __init__(self, settings: EmailSettings, files: Files, memos: Memos) -> None:
        """Raises ValueError for addresses, of servers or of the sender, that are none."""
        self._settings = settings
        self._parts = Parts(settings, files, memos)
        self._letters = Letters(self._parts)
        self._desks = Desks(self._parts)
        self._acts = Acts(self._parts)
        self._webhook = Webhook(_caller(settings))
        self._inbox = Inbox(settings.imap_url, self._parts.memory) if settings.inbound == "imap" else None
        self._connected = False

    def routes(self) -> list[web.RouteDef]:
        """See the port."""
        mail = [web.post(PATH, self._webhook.post)] if self._settings.inbound in _CALLED else []
        return [*mail, *self._acts.routes()]

    def renew(self, settings: object) -> None:
        """See the port. Who reads which mailbox, and who an operator is, changes at once."""
        if isinstance(settings, EmailSettings):
            self._parts.readers.renew(settings)

    # ── life ─────────────────────────────────────────────────────────────────────────────────────

    async def run(self, sink: Sink) -> None:
        """See the port. Raises Permanent for a login that is refused, Temporary when the mailbox is away."""
        if self._settings.inbound in _CALLED and not self._settings.webhook_secrets:
            raise Permanent("inbound webhook needs webhook_secret, which signs each call")
        await self._parts.open()
        await self._parts.memory.tidy(self._settings.link_seconds)
        intake = Intake(sink, self._parts, Team(self._parts, self._desks))
        await self._acts.open(sink)
        self._webhook.open(intake.take)
        try:
            if self._inbox is not None:
                await self._inbox.run(intake.take, sink.recovered, self._live)
            else:
                self._live(True)
                await asyncio.Event().wait()
        finally:
            self._live(False)
            self._webhook.open(None)
            await self._acts.open(None)

    def _live(self, on: bool) -> None:
        self._connected = on

    @property
    def connected(self) -> bool:
        """See the port."""
        return self._connected

    # ── messages ─────────────────────────────────────────────────────────────────────────────────

    async def ready(self, to: Address) -> None:
        """See the port."""
        await self._parts.pace.turn(Spot.of(to).mailbox)

    async def send(self, out: Outgoing) -> Receipt:
        """See the port."""
        await self._open()
        spot = Spot.of(out.to)
        if not spot.desk and out.voice is Voice.TEAM:
            return Receipt(await self._desks.tell(spot.mailbox, out))
        if not spot.desk:
            return Receipt(await self._letters.send(spot.mailbox, out))
        packed = await self._parts.cargo.labelled(out)
        files = [(one, await self._parts.cargo.read(one)) for one in packed.content.files]
        return Receipt(await self._desks.send(spot, packed, files))

    async def edit(self, out: Outgoing, ref: str) -> None:
        """Refuse: there is no such thing."""
        raise Permanent(_FIXED)

    async def delete(self, to: Address, ref: str) -> None:
        """Refuse: there is no such thing."""
        raise Permanent(_FIXED)

    async def typing(self, to: Address) -> None:
        """Do nothing: mail cannot show it."""

    # ── the team ─────────────────────────────────────────────────────────────────────────────────

    async def post_card(self, place: Address, card: Card, key: str) -> Receipt:
        """See the port. Each reader of the place gets a mail of their own, with links only they can press."""
        await self._open()
        return await self._desks.post(place.chat, card, key)

    async def edit_card(self, place: Address, ref: str, card: Card) -> None:
        """Send nothing: the links of a card that is over say how it ended."""
        await self._open()
        await self._desks.redraw(ref, card)

    async def mark(self, thread: Address, ref: str, mark: Mark, why: str = "") -> None:
        """See the port. No mail says that all went well: only a failure is told."""
        if mark is not Mark.FAILED:
            return
        await self._open()
        said = Content(marks.not_delivered(why))
        out = Outgoing(f"mark:{thread}:{ref}", thread, SYSTEM, said, ref, Voice.TEAM)
        await self._desks.send(Spot.of(thread), out)

    async def check(self) -> str:
        """See the port."""
        found = await self._parts.mailer.check()
        return f"{found}; {await self._inbox.check()}" if self._inbox is not None else found

    async def check_place(self, place: Address) -> str:
        """See the port. Only the address and who reads it can be looked at without sending a mail."""
        readers = self._parts.readers.of(place_of(place.chat))
        if not any(one.acts for one in readers):
            return (
                f"{place.chat}: cards without buttons, because no operator has this email; give it to one "
                "under [operators], or name who reads it under readers in [channels.email]"
            )
        who = ", ".join(one.name or one.address for one in readers)
        if not self._settings.public_url:
            return f"{place.chat}: read by {who}; buttons need public_url in [web]"
        return f"{place.chat}: ready, read by {who}"

    async def _open(self) -> None:
        with reachable():
            await self._parts.open()


def _caller(settings: EmailSettings) -> Caller:
    """Return who brings mails by the webhook."""
    if settings.inbound != "resend":
        return Caller(Own(settings.webhook_secrets))
    resend = Resend(settings.resend_key, settings.resend_base)
    return Caller(Svix(settings.webhook_secrets), JSON, _ANNOUNCEMENT, resend.mail)
