"""Shows one person of the team what became of what they did."""

from contextlib import suppress
from dataclasses import replace
from typing import Final

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from channels import marks
from channels.errors import ChannelError, Permanent
from channels.team import Answer, Ask
from channels.telegram.asks import Asks
from channels.telegram.editor import Editor
from channels.telegram.limits import Limits
from channels.telegram.line import Line
from channels.telegram.outbound import keyboard
from channels.telegram.pieces import pieces
from channels.telegram.sender import Sender, Step
from channels.telegram.spot import Spot
from channels.telegram.text import Rich, bold, join, plain, styled
from channels.telegram.threads import Threads

SHORT: Final = 200
"""Characters that Telegram shows above the chat, to who pressed only."""
NOTED: Final = "✍"
WITHOUT: Final = "Go on without text"
CHANGE: Final = "Copy the text, change it, and send it as a reply to this message."


class Answers:
    """Above the chat where it fits there, else as a message in the thread. Best effort: never raises."""

    def __init__(
        self,
        line: Line,
        limits: Limits,
        sender: Sender,
        editor: Editor,
        threads: Threads,
        asks: Asks,
    ) -> None:
        self._line = line
        self._limits = limits
        self._sender = sender
        self._editor = editor
        self._threads = threads
        self._asks = asks

    async def to_press(self, query: str, spot: Spot, ref: int, answer: Answer) -> None:
        """Answer a press; the button's wheel stops turning in any case."""
        brief = not answer.buttons and answer.ask is None and len(answer.text) <= SHORT
        await self.wheel(query, answer.text if brief else "", alert=answer.alert)
        if not brief:
            await self._say(spot, ref, answer)

    async def to_message(self, spot: Spot, ref: int, answer: Answer) -> None:
        """Answer something that was written."""
        if answer.noted:
            try:
                await self._editor.react(spot, ref, NOTED)
            except Permanent:  # the group allows no such reaction
                answer = replace(answer, text=answer.text or marks.NOTED)
            except ChannelError:
                pass
        if answer.text or answer.buttons or answer.ask:
            await self._say(spot, ref, answer)

    async def wheel(self, query: str, text: str = "", *, alert: bool = False) -> None:
        """Stop the wheel of a pressed button, and show a short text."""
        with suppress(ChannelError):  # too late: Telegram waits only a little while
            await self._line.ask(lambda bot: _answered(bot, query, text, alert))

    async def _say(self, spot: Spot, ref: int, answer: Answer) -> None:
        buttons = keyboard(answer.buttons) if answer.ask is None else _ask_buttons(answer.ask)
        texts = _texts(answer)
        try:
            for at, text in enumerate(texts):
                drawn = buttons if at == len(texts) - 1 else None
                self._limits.count(spot.chat)
                ids = await self._sender.step(spot, Step(text, (), drawn, ref, quiet=True))
                if spot.is_thread:
                    await self._threads.add(spot, *ids)
                if answer.ask is not None and at == len(texts) - 1:
                    await self._asks.add(spot.chat, ids[0], answer.ask.token)
        except ChannelError:
            pass


def _texts(answer: Answer) -> list[Rich]:
    ask = answer.ask
    if ask is None:
        text = answer.text or "Please choose:"
        return pieces(plain(marks.warned(text) if answer.alert else text), quiet=True)
    how = plain(CHANGE if ask.value else "Reply to this message, or press the button.")
    value = styled("pre", ask.value) if ask.value else Rich()
    return pieces(join((plain(answer.text), bold(ask.title), plain(ask.label), value, how)), quiet=True)


def _ask_buttons(ask: Ask) -> InlineKeyboardMarkup | None:
    """Offer to go on without text, where that means something."""
    if ask.value:
        return None
    return InlineKeyboardMarkup([[InlineKeyboardButton(WITHOUT, callback_data=ask.token)]])


async def _answered(bot: Bot, query: str, text: str, alert: bool) -> bool:
    return await bot.answer_callback_query(query, text or None, show_alert=alert)
