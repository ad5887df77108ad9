"""Posts cards and opens their threads; redraws them."""

from typing import Final

import discord

from channels.base import Receipt
from channels.discord.calls import call
from channels.discord.card import buttons, embed, thread_name
from channels.discord.errors import CODES, told
from channels.discord.outbound import nonce
from channels.discord.spot import Spot, refs
from channels.errors import Permanent
from channels.pace import Pace
from handoff.card import Card

WEEK: Final = 10080
"""Minutes without a word until Discord folds a thread away; a new message brings it back."""
EXISTS: Final = CODES[160004]


class Cards:
    """A card is a message of the bot's with a thread on it that has the message's id."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace

    async def post(self, client: discord.Client, spot: Spot, card: Card, key: str) -> Receipt:
        """Post a card and open its thread. Where no thread may be opened the card stands alone."""
        place = await _room(client, spot)
        shown = buttons(card)
        async with call(self._pace, spot.id):
            if shown is None:
                message = await place.send(embed=embed(card), nonce=nonce(key))
            else:
                message = await place.send(embed=embed(card), view=shown, nonce=nonce(key))
        opened = card.ticket is not None and await self._open(spot, message, card)
        return Receipt(str(message.id), str(Spot(message.id, spot.id)) if opened else "")

    async def redraw(self, client: discord.Client, spot: Spot, ref: str, card: Card) -> None:
        """Show a card as it is now."""
        message = client.get_partial_messageable(spot.id).get_partial_message(refs(ref)[0])
        async with call(self._pace, spot.id):
            await message.edit(embed=embed(card), view=buttons(card))

    async def _open(self, spot: Spot, message: discord.Message, card: Card) -> bool:
        try:
            async with call(self._pace, spot.id):
                await message.create_thread(name=thread_name(card), auto_archive_duration=WEEK)
        except Permanent as error:
            return str(error) == EXISTS
        return True


async def _room(client: discord.Client, spot: Spot) -> discord.TextChannel:
    found: object = client.get_channel(spot.id)
    if found is None:
        async with told():
            found = await client.fetch_channel(spot.id)
    if not isinstance(found, discord.TextChannel):
        raise Permanent("cards need a text channel: this is none")
    return found
