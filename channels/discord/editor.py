"""Changes, deletes and marks messages that are there already."""

from typing import Final

import discord

from channels import marks
from channels.base import Mark, Outgoing
from channels.cargo import Cargo
from channels.discord.calls import call
from channels.discord.errors import CODES, told
from channels.discord.outbound import draw
from channels.discord.spot import Spot, refs
from channels.discord.text import MESSAGE, data
from channels.discord.webhooks import Webhooks
from channels.errors import Permanent
from channels.fit import clip
from channels.pace import Pace
from channels.recent import Seen

MARKS: Final = {Mark.DELIVERED: "✅", Mark.NOTE: "📝", Mark.FAILED: "⚠️"}


class Editor:
    """``deleted`` are the last messages that were deleted by us, which Discord tells us like any other."""

    def __init__(self, cargo: Cargo, pace: Pace, webhooks: Webhooks) -> None:
        self.deleted: Seen[int] = Seen()
        self._cargo = cargo
        self._pace = pace
        self._webhooks = webhooks

    async def edit(self, client: discord.Client, spot: Spot, ref: str, out: Outgoing) -> None:
        """Change a message; what it was split into is filled anew, and cut short if it has no room."""
        ids = refs(ref)
        first = await _fetched(client, spot, ids[0])
        webhook = await self._writer(client, spot, first)
        pieces = list(draw(await self._cargo.labelled(out), named=webhook is not None).pieces)
        for id, piece in zip(ids, _fitted(pieces, len(ids)), strict=False):
            if id != first.id or piece != first.content:
                await self._edit_one(client, webhook, spot, id, piece)
        for id in ids[max(1, len(pieces)) :]:
            await self._delete_one(client, webhook, spot, id)

    async def delete(self, client: discord.Client, spot: Spot, ref: str) -> None:
        """Take a message back, with all it was split into."""
        ids = refs(ref)
        webhook = await self._writer(client, spot, await _fetched(client, spot, ids[0]))
        for id in ids:
            await self._delete_one(client, webhook, spot, id)

    async def react(self, client: discord.Client, spot: Spot, ref: str, emoji: str, on: bool) -> None:
        """Put our reaction on a message, or take it off."""
        message = client.get_partial_messageable(spot.id).get_partial_message(refs(ref)[0])
        async with call(self._pace, spot.id):
            if on:
                await message.add_reaction(emoji)
            elif client.user is not None:
                await message.remove_reaction(emoji, client.user)

    async def mark(self, client: discord.Client, spot: Spot, ref: str, mark: Mark, why: str) -> None:
        """Show what became of a message; a command leaves none, and then only a failure is told."""
        try:
            await self.react(client, spot, ref, MARKS[mark], True)
        except Permanent as error:
            if str(error) != CODES[10008]:
                raise
        if mark is Mark.FAILED:
            await self._explain(client, spot, ref, why)

    async def _explain(self, client: discord.Client, spot: Spot, ref: str, why: str) -> None:
        text = clip(marks.not_delivered(data(why)), MESSAGE)
        reply = discord.MessageReference(
            message_id=refs(ref)[0], channel_id=spot.id, fail_if_not_exists=False
        )
        async with call(self._pace, spot.id):
            await client.get_partial_messageable(spot.id).send(text, reference=reply)

    async def _writer(
        self, client: discord.Client, spot: Spot, message: discord.Message
    ) -> discord.Webhook | None:
        """Return the webhook that a message was sent through, None for the bot itself."""
        if message.webhook_id is None:
            return None
        webhook = await self._webhooks.of(client, spot.parent or spot.id)
        if webhook is None or webhook.id != message.webhook_id:
            raise Permanent("the webhook that wrote this is gone, or not the bot's")
        return webhook

    async def _edit_one(
        self, client: discord.Client, webhook: discord.Webhook | None, spot: Spot, id: int, text: str
    ) -> None:
        async with call(self._pace, spot.id):
            if webhook is not None:
                await webhook.edit_message(id, content=text, thread=discord.Object(spot.id))
            else:
                place = client.get_partial_messageable(spot.id)
                await place.get_partial_message(id).edit(content=text)

    async def _delete_one(
        self, client: discord.Client, webhook: discord.Webhook | None, spot: Spot, id: int
    ) -> None:
        self.deleted.add(id)
        async with call(self._pace, spot.id):
            if webhook is not None:
                await webhook.delete_message(id, thread=discord.Object(spot.id))
            else:
                await client.get_partial_messageable(spot.id).get_partial_message(id).delete()


async def _fetched(client: discord.Client, spot: Spot, id: int) -> discord.Message:
    async with told():
        return await client.get_partial_messageable(spot.id).fetch_message(id)


def _fitted(pieces: list[str], room: int) -> list[str]:
    """Return as many pieces as there is room for, the last one with an ellipsis if more were left."""
    if len(pieces) <= room:
        return pieces or ["…"]
    return [*pieces[: room - 1], clip(pieces[room - 1], MESSAGE - 2) + " …"]
