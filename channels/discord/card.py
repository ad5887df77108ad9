"""The card as an embed with buttons."""

from typing import Final

import discord

from channels.discord.buttons import Origin, view
from channels.discord.text import data, line
from channels.fit import clip
from handoff.card import Card

TITLE, DESCRIPTION, NAME, VALUE, FIELDS = 256, 2000, 60, 200, 10
"""Characters and fields; together far from the 6000 that an embed may have."""
QUOTE: Final = 180
THREAD: Final = 100

WAITING, TAKEN, ENDED = discord.Colour(0xE0A100), discord.Colour(0x2E8B57), discord.Colour(0x8A8F98)


def embed(card: Card) -> discord.Embed:
    """Draw the card; nothing a contact wrote in it is markup."""
    drawn = discord.Embed(
        title=clip(line(card.title) or "Handoff", TITLE),
        description=clip(_description(card), DESCRIPTION),
        colour=_colour(card),
    )
    for field in card.content.fields[:FIELDS]:
        name, value = line(field.name), line(field.value)
        drawn.add_field(name=clip(name, NAME) or "…", value=clip(value, VALUE) or "…", inline=True)
    quoted = "\n".join(f"> **{line(quote.who)}:** {clip(line(quote.text), QUOTE)}" for quote in card.lines)
    if quoted:
        drawn.add_field(name="Last messages", value=clip(quoted, 1024), inline=False)
    return drawn


def buttons(card: Card) -> discord.ui.View | None:
    """Return the card's buttons; none when it is decided."""
    return view(card.content.buttons, Origin.CARD) if card.live else None


def thread_name(card: Card) -> str:
    """Return what the desk thread is called."""
    return clip(" ".join(card.title.split()), THREAD) or "Handoff"


def _description(card: Card) -> str:
    parts = [f"**{line(card.status)}**{_times(card)}" if card.status else "", data(card.content.text)]
    summary = f"**Summary:** {data(card.summary)}" if card.summary.strip() else ""
    return "\n\n".join(filter(None, (*parts, summary)))


def _times(card: Card) -> str:
    """Say until when it is snoozed, or since when somebody waits; Discord shows each reader's own time."""
    if card.until is not None:
        return f" · until <t:{int(card.until)}:f>"
    return "" if card.since is None else f" · since <t:{int(card.since)}:t> (<t:{int(card.since)}:R>)"


def _colour(card: Card) -> discord.Colour:
    if not card.live:
        return ENDED
    return TAKEN if card.since is None else WAITING
