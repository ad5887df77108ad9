"""Sends messages: as the bot, or under somebody's name through a webhook where the team reads it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import discord

from channels.base import Outgoing, Receipt, Voice
from channels.cargo import Cargo
from channels.discord.buttons import Origin, view
from channels.discord.calls import call
from channels.discord.errors import CODES, TROUBLES, told
from channels.discord.outbound import Drawn, draw, nonce
from channels.discord.spot import Spot, first
from channels.discord.uploads import batches, opened
from channels.discord.webhooks import Webhooks
from channels.errors import Permanent
from channels.pace import Pace
from channels.recent import Seen
from handoff.content import File
from handoff.transcript import AuthorKind

UPLOAD: Final = 120.0
"""Seconds for a message with files."""
LOOKED_BACK: Final = 20


@dataclass(frozen=True, slots=True)
class _Parcel:
    """One message of the platform."""

    text: str
    files: tuple[File, ...] = ()


class Sender:
    """Every call is paced by its place and ends in one of our errors."""

    def __init__(self, cargo: Cargo, pace: Pace, webhooks: Webhooks) -> None:
        self._cargo = cargo
        self._pace = pace
        self._webhooks = webhooks
        self._sent: Seen[int] = Seen()

    async def send(self, client: discord.Client, out: Outgoing) -> Receipt:
        """Bring a message to a place; see ``Channel.send``."""
        spot, out = Spot.of(out.to), await self._cargo.packed(out)
        webhook = await self._webhook(client, spot, out)
        if webhook is None:
            return await self._as_bot(client, spot, out)
        try:
            return await self._under_name(client, webhook, spot, out)
        except Permanent as error:
            if str(error) != CODES[10015]:
                raise
            self._webhooks.forget(spot.parent or 0)
            return await self._as_bot(client, spot, out)

    async def _webhook(self, client: discord.Client, spot: Spot, out: Outgoing) -> discord.Webhook | None:
        """Return what shows the author's name; a webhook can neither reply nor carry buttons."""
        plain = out.reply_to is None and not out.content.buttons
        named = out.voice is Voice.TEAM and out.author.kind is not AuthorKind.SYSTEM
        if spot.parent is None or not plain or not named:
            return None
        return await self._webhooks.of(client, spot.parent)

    async def _as_bot(self, client: discord.Client, spot: Spot, out: Outgoing) -> Receipt:
        place = client.get_partial_messageable(spot.id)
        parcels = list(_parcels(draw(out, named=False), out))
        sent: list[int] = []
        for part, parcel in enumerate(parcels):
            options: dict[str, Any] = {"nonce": nonce(out.key, part)}
            if part == 0 and (quoted := _reference(spot, out.reply_to)) is not None:
                options["reference"] = quoted
            if part == len(parcels) - 1 and (shown := view(out.content.buttons, Origin.MESSAGE)):
                options["view"] = shown
            sent.append(await self._one(spot, place, parcel, options, part))
        return Receipt(",".join(map(str, sent)))

    async def _under_name(
        self, client: discord.Client, webhook: discord.Webhook, spot: Spot, out: Outgoing
    ) -> Receipt:
        drawn = draw(out, named=True)
        options = {"username": drawn.name, "thread": discord.Object(spot.id), "wait": True}
        there = await self._there(client, spot, drawn) if out.again else {}
        sent: list[int] = []
        for part, parcel in enumerate(_parcels(drawn, out)):
            known = there.pop(parcel.text, None) if parcel.text else None
            sent.append(known or await self._one(spot, webhook, parcel, dict(options), part))
        return Receipt(",".join(map(str, sent)))

    async def _one(
        self,
        spot: Spot,
        through: discord.PartialMessageable | discord.Webhook,
        parcel: _Parcel,
        options: dict[str, Any],
        part: int,
    ) -> int:
        if parcel.files:
            options["files"] = await opened(self._cargo, parcel.files)
        if part:
            await self._pace.turn(spot.id)
        async with call(self._pace, spot.id, UPLOAD if parcel.files else 20.0):
            message = await through.send(parcel.text or discord.utils.MISSING, **options)
        self._sent.add(message.id)
        return int(message.id)

    async def _there(self, client: discord.Client, spot: Spot, drawn: Drawn) -> dict[str, int]:
        """Look for what an earlier try perhaps left: Discord does not know a webhook's message again."""
        place = client.get_partial_messageable(spot.id)
        found: dict[str, int] = {}
        async with told():
            async for message in place.history(limit=LOOKED_BACK):
                named = message.webhook_id is not None and message.author.name == drawn.name
                if named and message.id not in self._sent:
                    found[message.content] = message.id
        return found


def _parcels(drawn: Drawn, out: Outgoing) -> Iterator[_Parcel]:
    """Put the files with the last of the text; what is left of them goes by itself."""
    texts: Sequence[str] = drawn.pieces
    rest = [tuple(batch) for batch in batches(out.content.files)]
    if not texts and not rest:
        if not out.content.buttons:
            raise TROUBLES.empty()
        texts = ("…",)
    for text in texts[:-1]:
        yield _Parcel(text)
    if texts:
        yield _Parcel(texts[-1], rest.pop(0) if rest else ())
    for files in rest:
        yield _Parcel("", files)


def _reference(spot: Spot, ref: str | None) -> discord.MessageReference | None:
    """Return what to reply to; a message that is gone does not keep its answer back."""
    id = first(ref)
    if id is None:
        return None
    return discord.MessageReference(message_id=id, channel_id=spot.id, fail_if_not_exists=False)
