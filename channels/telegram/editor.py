"""Changes what was sent: words, buttons, reactions; takes messages back."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions

from channels.base import Outgoing
from channels.errors import ChannelError, Permanent
from channels.fit import clip, utf16
from channels.telegram.errors import is_refused_markup, is_unchanged
from channels.telegram.outbound import keyboard, marks, shown, words
from channels.telegram.pieces import CAPTION, MOST
from channels.telegram.place import Place
from channels.telegram.text import Rich
from channels.telegram.wire import Line

T = TypeVar("T")
_ALREADY: Final = "the message was deleted"


class Editor:
    """Every call here may be made twice without harm."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def edit(self, place: Place, ids: tuple[int, ...], out: Outgoing) -> None:
        """Show another text; what was split over several messages is split anew over as many."""
        shown(out.content)
        texts = words(out) or [Rich("…")]
        buttons = keyboard(out.content.buttons, out.voice)
        for at, id in enumerate(ids[: len(texts)]):
            last = at == min(len(ids), len(texts)) - 1
            text = _rest(texts[at:]) if last else texts[at]
            try:
                await self.text(place, id, text, buttons if last else None)
            except Permanent as error:
                if not at or str(error) != _ALREADY:
                    raise
                await self.text(place, ids[at - 1], _rest(texts[at - 1 :]), buttons)  # it was shorter once
                return
        for id in ids[len(texts) :]:
            await self._drop(place, id)

    async def text(
        self, place: Place, id: int, text: Rich, buttons: InlineKeyboardMarkup | None = None
    ) -> None:
        """Put a text in the place of another; the same text again is fine."""
        try:
            await self._text(place, id, text, buttons)
        except Permanent as error:
            if not is_refused_markup(error):
                raise
            await self._text(place, id, Rich(text.text), buttons)

    async def buttons(self, place: Place, id: int, buttons: InlineKeyboardMarkup | None = None) -> None:
        """Draw other buttons, or none."""
        await self._call(
            place, lambda bot, chat: bot.edit_message_reply_markup(chat, id, reply_markup=buttons)
        )

    async def delete(self, place: Place, id: int) -> None:
        """Take a message back; one that is gone already is fine."""
        try:
            await self._call(place, lambda bot, chat: bot.delete_message(chat, id))
        except Permanent as error:
            if str(error) != _ALREADY:
                raise

    async def react(self, place: Place, id: int, emoji: str | None) -> None:
        """Put our one reaction on a message, or take it off."""
        await self._call(
            place, lambda bot, chat: bot.set_message_reaction(chat, id, [emoji] if emoji else [])
        )

    async def _drop(self, place: Place, id: int) -> None:
        """Take a part back that has no text any more; pictures and files stay."""
        try:
            await self._call(place, lambda bot, chat: bot.edit_message_text("…", chat, id))
        except Permanent:  # it holds a file, or is gone
            return
        await self.delete(place, id)

    async def _text(self, place: Place, id: int, text: Rich, buttons: InlineKeyboardMarkup | None) -> None:
        preview = LinkPreviewOptions(is_disabled=True) if place.is_group else None
        try:
            await self._call(
                place,
                lambda bot, chat: bot.edit_message_text(
                    text.text,
                    chat,
                    id,
                    entities=marks(text),
                    reply_markup=buttons,
                    link_preview_options=preview,
                ),
            )
        except Permanent as error:
            if "no text in the message" not in str(error):
                raise
            await self._caption(place, id, text, buttons)

    async def _caption(self, place: Place, id: int, text: Rich, buttons: InlineKeyboardMarkup | None) -> None:
        fits = text if text.size <= CAPTION else Rich(clip(text.text, CAPTION, utf16))
        await self._call(
            place,
            lambda bot, chat: bot.edit_message_caption(
                chat, id, caption=fits.text, caption_entities=marks(fits), reply_markup=buttons
            ),
        )

    async def _call(self, place: Place, call: Callable[[Bot, int], Awaitable[T]]) -> None:
        try:
            await self._line.to(place.chat, call, repeatable=True)
        except ChannelError as error:
            if not is_unchanged(error):
                raise


def _rest(texts: list[Rich]) -> Rich:
    """Return what the last message must hold: all that is left, as far as it fits."""
    if len(texts) == 1:
        return texts[0]
    return Rich(clip("\n".join(text.text for text in texts), MOST, utf16))
