"""Changes what was sent: words, buttons, reactions; takes messages back."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions

from channels.base import Outgoing
from channels.cargo import Cargo
from channels.errors import ChannelError, Permanent
from channels.fit import clip, utf16
from channels.telegram.errors import is_refused_markup, is_unchanged
from channels.telegram.line import Line
from channels.telegram.outbound import entities_of, keyboard, shown, words
from channels.telegram.pieces import CAPTION, MOST
from channels.telegram.spot import Spot
from channels.telegram.text import Rich

T = TypeVar("T")
_ALREADY: Final = "the message was deleted"


class Editor:
    """Every call here may be made twice without harm."""

    def __init__(self, line: Line, cargo: Cargo) -> None:
        self._line = line
        self._cargo = cargo

    async def edit(self, spot: Spot, ids: list[int], out: Outgoing) -> None:
        """Show another text; what was split over several messages is split anew over as many."""
        out = await self._cargo.labelled(out)
        shown(out.content)
        texts = words(out) or [Rich("…")]
        buttons = keyboard(out.content.buttons)
        for at, id in enumerate(ids[: len(texts)]):
            last = at == min(len(ids), len(texts)) - 1
            text = _rest(texts[at:]) if last else texts[at]
            try:
                await self.text(spot, id, text, buttons if last else None)
            except Permanent as error:
                if not at or str(error) != _ALREADY:
                    raise
                await self.text(spot, ids[at - 1], _rest(texts[at - 1 :]), buttons)  # it was shorter once
                return
        for id in ids[len(texts) :]:
            await self._drop(spot, id)

    async def text(
        self, spot: Spot, id: int, text: Rich, buttons: InlineKeyboardMarkup | None = None
    ) -> None:
        """Put a text in the place of another; the same text again is fine."""
        try:
            await self._text(spot, id, text, buttons)
        except Permanent as error:
            if not is_refused_markup(error):
                raise
            await self._text(spot, id, Rich(text.text), buttons)

    async def buttons(self, spot: Spot, id: int, buttons: InlineKeyboardMarkup | None = None) -> None:
        """Draw other buttons, or none."""
        await self._call(
            spot, lambda bot, chat: bot.edit_message_reply_markup(chat, id, reply_markup=buttons)
        )

    async def delete(self, spot: Spot, id: int) -> None:
        """Take a message back; one that is gone already is fine."""
        try:
            await self._call(spot, lambda bot, chat: bot.delete_message(chat, id))
        except Permanent as error:
            if str(error) != _ALREADY:
                raise

    async def react(self, spot: Spot, id: int, emoji: str | None) -> None:
        """Put our one reaction on a message, or take it off."""
        await self._call(spot, lambda bot, chat: bot.set_message_reaction(chat, id, [emoji] if emoji else []))

    async def _drop(self, spot: Spot, id: int) -> None:
        """Take a part back that has no text any more; pictures and files stay."""
        try:
            await self._call(spot, lambda bot, chat: bot.edit_message_text("…", chat, id))
        except Permanent:  # it holds a file, or is gone
            return
        await self.delete(spot, id)

    async def _text(self, spot: Spot, id: int, text: Rich, buttons: InlineKeyboardMarkup | None) -> None:
        preview = LinkPreviewOptions(is_disabled=True) if spot.is_group else None
        try:
            await self._call(
                spot,
                lambda bot, chat: bot.edit_message_text(
                    text.text,
                    chat,
                    id,
                    entities=entities_of(text),
                    reply_markup=buttons,
                    link_preview_options=preview,
                ),
            )
        except Permanent as error:
            if "no text in the message" not in str(error):
                raise
            await self._caption(spot, id, text, buttons)

    async def _caption(self, spot: Spot, id: int, text: Rich, buttons: InlineKeyboardMarkup | None) -> None:
        fits = text if text.size <= CAPTION else Rich(clip(text.text, CAPTION, utf16))
        await self._call(
            spot,
            lambda bot, chat: bot.edit_message_caption(
                chat, id, caption=fits.text, caption_entities=entities_of(fits), reply_markup=buttons
            ),
        )

    async def _call(self, spot: Spot, call: Callable[[Bot, int], Awaitable[T]]) -> None:
        try:
            await self._line.to(spot.chat, call, repeatable=True)
        except ChannelError as error:
            if not is_unchanged(error):
                raise


def _rest(texts: list[Rich]) -> Rich:
    """Return what the last message must hold: all that is left, as far as it fits."""
    if len(texts) == 1:
        return texts[0]
    return Rich(clip("\n".join(text.text for text in texts), MOST, utf16))
