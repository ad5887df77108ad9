"""Brings a message to a chat, a topic or a chain of replies, in as many calls as Telegram needs.

A try that failed between two calls goes on with the second when the same message is sent again, so what
was said is not said twice.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters

from channels.base import Outgoing, Voice
from channels.cargo import Cargo
from channels.errors import Permanent
from channels.recent import Recent
from channels.telegram.errors import TROUBLES, is_refused_markup, is_refused_media
from channels.telegram.limits import Limits
from channels.telegram.line import Line
from channels.telegram.outbound import entities_of, keyboard, shown, words
from channels.telegram.pieces import CAPTION
from channels.telegram.spot import Spot, first
from channels.telegram.text import Rich
from channels.telegram.uploads import Upload, albums, as_document, load, media

_REMEMBERED: Final = 256


@dataclass(frozen=True, slots=True)
class Step:
    """One call: a text, a file or an album, perhaps with words below it and with buttons."""

    text: Rich = Rich()
    uploads: tuple[Upload, ...] = ()
    keyboard: InlineKeyboardMarkup | None = None
    reply_to: int | None = None
    quiet: bool = False


class Sender:
    """Makes the calls of one message, one after the other."""

    def __init__(self, line: Line, limits: Limits, cargo: Cargo) -> None:
        self._line = line
        self._limits = limits
        self._cargo = cargo
        self._begun: Recent[str, list[tuple[int, ...]]] = Recent(_REMEMBERED)

    async def send(self, spot: Spot, out: Outgoing) -> tuple[int, ...]:
        """Send all of it; return the ids of its messages. Raises ChannelError."""
        steps = await self._steps(spot, await self._cargo.packed(out))
        if not steps:
            raise TROUBLES.empty()
        done = self._begun.get(out.key) or []
        for at, step in enumerate(steps[len(done) :], len(done)):
            if at:
                await self._limits.turn(spot.chat)
            done.append(await self.step(spot, step))
            self._begun.put(out.key, done)
        self._begun.drop(out.key)
        return tuple(id for ids in done for id in ids)

    async def step(self, spot: Spot, step: Step) -> tuple[int, ...]:
        """Make one call; a refused format is tried again without, a refused picture as a file."""
        try:
            return await self._call(spot, step)
        except Permanent as error:
            if is_refused_markup(error):
                return await self._call(spot, replace(step, text=Rich(step.text.text)))
            if not step.uploads or not is_refused_media(error):
                raise
        return await self._call(spot, replace(step, uploads=tuple(map(as_document, step.uploads))))

    async def _steps(self, spot: Spot, out: Outgoing) -> list[Step]:
        content = shown(out.content)
        texts, groups = words(out), albums(await load(self._cargo, content.files))
        buttons = keyboard(content.buttons)
        if groups and len(texts) == 1 and texts[0].size <= CAPTION and (not buttons or len(groups[0]) == 1):
            steps = [Step(texts[0], groups[0], buttons), *(Step(uploads=group) for group in groups[1:])]
        else:
            steps = [*(Step(text) for text in texts), *(Step(uploads=group) for group in groups)]
            if texts:
                steps[len(texts) - 1] = replace(steps[len(texts) - 1], keyboard=buttons)
        quiet = out.voice is not Voice.CONTACT
        reply = first(out.reply_to) or spot.root
        return [
            replace(step, reply_to=spot.root if at else reply, quiet=quiet) for at, step in enumerate(steps)
        ]

    async def _call(self, spot: Spot, step: Step) -> tuple[int, ...]:
        async def call(bot: Bot, chat: int) -> tuple[int, ...]:
            made = await _made(bot, chat, spot, step)
            return tuple(one.message_id for one in made)

        return await self._line.to(spot.chat, call)


async def _made(bot: Bot, chat: int, spot: Spot, step: Step) -> tuple[Message, ...]:
    where = _where(spot, step)
    if len(step.uploads) > 1:
        parts = [media(one, None if at else step.text or None) for at, one in enumerate(step.uploads)]
        return await bot.send_media_group(chat, parts, **where)
    where["reply_markup"] = step.keyboard
    if step.uploads:
        return (await _file(bot, chat, step.uploads[0], step.text, where),)
    preview = LinkPreviewOptions(is_disabled=True) if step.quiet else None
    entities = entities_of(step.text)
    return (
        await bot.send_message(
            chat, step.text.text, entities=entities, link_preview_options=preview, **where
        ),
    )


async def _file(bot: Bot, chat: int, upload: Upload, caption: Rich, where: dict[str, Any]) -> Message:
    more = where | {"filename": upload.name}
    if caption:
        more |= {"caption": caption.text, "caption_entities": entities_of(caption)}
    match upload.kind:
        case "photo":
            return await bot.send_photo(chat, upload.data, **more)
        case "video":
            return await bot.send_video(chat, upload.data, **more)
        case "voice":
            return await bot.send_voice(chat, upload.data, **more)
        case "audio":
            return await bot.send_audio(chat, upload.data, **more)
        case _:
            return await bot.send_document(chat, upload.data, **more)


def _where(spot: Spot, step: Step) -> dict[str, Any]:
    where: dict[str, Any] = {"message_thread_id": spot.topic}
    if step.reply_to is not None:
        where["reply_parameters"] = ReplyParameters(step.reply_to, allow_sending_without_reply=True)
    return where
