"""What somebody who pressed is shown: a private message, a form, or the message they pressed on, changed."""

from enum import Enum, auto
from typing import Final

import discord

from channels import marks
from channels.discord.buttons import Name, Origin, view
from channels.discord.errors import told
from channels.discord.text import MESSAGE, data, line
from channels.fit import clip
from channels.team import Answer, Ask
from handoff.content import Button

DONE: Final = "Done."
SLOW: Final = "That took too long to open the form. Press again:"
TITLE: Final = 45
TYPED: Final = 4000
ON_ANSWER: Final = 1
"""The number of a form that was opened from an answer, which loses its buttons when it is sent."""


class Way(Enum):
    """What was used: it decides what the answer may change."""

    CARD = auto()
    ANSWER = auto()
    FORM = auto()
    COMMAND = auto()


class Answers:
    """Answers interactions; ``late`` ones were told already that it takes longer."""

    async def later(self, interaction: discord.Interaction, way: Way) -> None:
        """Ask Discord for more time."""
        async with told():
            if way is Way.CARD or way is Way.ANSWER:
                await interaction.response.defer()
            else:
                await interaction.response.defer(ephemeral=True, thinking=True)

    async def show(self, interaction: discord.Interaction, answer: Answer, way: Way, *, late: bool) -> None:
        """Show an answer to the one person it is for."""
        async with told():
            if answer.ask is not None:
                await (_ask_again(interaction, answer.ask) if late else _ask(interaction, answer.ask, way))
            elif way is Way.ANSWER and not answer.alert:
                await _replace(interaction, answer, late=late)
            else:
                await _tell(interaction, answer, way, late=late)

    async def stale(self, interaction: discord.Interaction, why: str) -> None:
        """Say that a button means nothing any more."""
        async with told():
            await interaction.response.send_message(clip(data(why), MESSAGE), ephemeral=True)

    async def chosen(self, interaction: discord.Interaction, label: str, *, late: bool) -> None:
        """Say under a message which of its buttons was chosen, and take the buttons away."""
        if interaction.message is None:
            return
        old = interaction.message.content
        text = clip(old, MESSAGE - 100) + (f"\n-# {marks.chosen(line(label))}" if label else "")
        async with told():
            if late:
                await interaction.edit_original_response(content=text, view=None)
            else:
                await interaction.response.edit_message(content=text, view=None)


async def _ask(interaction: discord.Interaction, ask: Ask, way: Way) -> None:
    name = Name(Origin.FORM, ON_ANSWER if way is Way.ANSWER else 0, ask.token)
    form = discord.ui.Modal(title=clip(ask.title, TITLE), custom_id=str(name))
    field: discord.ui.TextInput[discord.ui.Modal] = discord.ui.TextInput(
        style=discord.TextStyle.paragraph,
        custom_id="text",
        required=bool(ask.value),
        default=ask.value or None,
        max_length=TYPED,
    )
    form.add_item(discord.ui.Label(text=clip(ask.label, TITLE), component=field))
    form.stop()  # what was typed is read from the gateway, also after a restart
    await interaction.response.send_modal(form)


async def _ask_again(interaction: discord.Interaction, ask: Ask) -> None:
    again = view([Button(ask.title, ask.token)], Origin.ANSWER)
    assert again is not None
    await interaction.followup.send(SLOW, view=again, ephemeral=True)


async def _replace(interaction: discord.Interaction, answer: Answer, *, late: bool) -> None:
    text, shown = clip(data(answer.text) or DONE, MESSAGE), view(answer.buttons, Origin.ANSWER)
    if late:
        await interaction.edit_original_response(content=text, view=shown)
    else:
        await interaction.response.edit_message(content=text, view=shown)


async def _tell(interaction: discord.Interaction, answer: Answer, way: Way, *, late: bool) -> None:
    text, shown = _text(answer, way), view(answer.buttons, Origin.ANSWER) or discord.utils.MISSING
    if text and late:
        await interaction.followup.send(text, view=shown, ephemeral=True)
    elif text:
        await interaction.response.send_message(text, view=shown, ephemeral=True)
    elif not late:
        await interaction.response.defer()


def _text(answer: Answer, way: Way) -> str:
    """Return what is shown; a command must be answered with something, a press need not be."""
    if answer.text:
        text = data(answer.text)
        return clip(marks.warned(text) if answer.alert else text, MESSAGE)
    return DONE if way in {Way.COMMAND, Way.FORM} else ""
