"""The methods that put something into a chat."""

from typing import Any, Final

from tests.platforms.telegram import markup
from tests.platforms.telegram.limits import Limits
from tests.platforms.telegram.people import describe
from tests.platforms.telegram.refusal import Refusal, bad, forbidden
from tests.platforms.telegram.world import Chat, Message, Stored, World

Params = dict[str, Any]
MEDIA: Final = ("photo", "document", "voice", "audio", "video", "animation", "sticker", "video_note")
MEGABYTE: Final = 1 << 20


class Sending:
    """sendMessage and its kin."""

    def __init__(self, world: World, limits: Limits) -> None:
        self._world = world
        self._limits = limits

    def open(self, id: Any) -> Chat:
        """Return a chat the bot may write to; raises Refusal as Telegram words it."""
        chat = self._world.chats.get(id) if isinstance(id, int) else None
        if chat is None:
            raise bad("chat not found")
        if chat.migrated is not None:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated,
            )
        if chat.kicked:
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        if chat.person is not None and chat.person.blocked:
            raise forbidden("bot was blocked by the user")
        return chat

    def message(self, params: Params) -> Params:
        """Answer sendMessage."""
        chat = self.open(params["chat_id"])
        text, entities = markup.read(params["text"], params.get("parse_mode"), params.get("entities"), 4096)
        self._limits.spend(chat)
        return self._add(chat, params, text, entities).payload()

    def media(self, kind: str, params: Params) -> Params:
        """Answer sendPhoto, sendDocument and the like."""
        chat = self.open(params["chat_id"])
        text, entities = self._caption(params)
        file = self._file(kind, params[kind])
        self._limits.spend(chat)
        return self._add(chat, params, text, entities, kind, file).payload()

    def group(self, params: Params) -> list[Params]:
        """Answer sendMediaGroup."""
        chat = self.open(params["chat_id"])
        items = params["media"]
        if not 2 <= len(items) <= 10:
            raise bad("group send failed: 2 to 10 items are allowed")
        kinds = {"visual" if one["type"] in {"photo", "video"} else one["type"] for one in items}
        if len(kinds) > 1:
            raise bad("document and audio can't be mixed with other media types")
        ready = [(one, self._caption(one), self._file(one["type"], one["media"])) for one in items]
        self._limits.spend(chat, len(items))
        album = f"A{self._world.next_id()}"
        made = [
            self._add(chat, params, text, entities, one["type"], file, album)
            for one, (text, entities), file in ready
        ]
        return [message.payload() for message in made]

    def action(self, params: Params) -> bool:
        """Answer sendChatAction."""
        self.open(params["chat_id"]).actions.append(params["action"])
        return True

    def _caption(self, params: Params) -> tuple[str, list[Params]]:
        if not params.get("caption"):
            return "", []
        return markup.read(params["caption"], params.get("parse_mode"), params.get("caption_entities"), 1024)

    def _file(self, kind: str, given: Any) -> Stored:
        if isinstance(given, Stored):
            file = given
        elif given in self._world.files:
            file = self._world.files[given]
        else:
            raise bad("wrong file identifier/HTTP URL specified")
        if not file.data:
            raise bad("file must be non-empty")
        if len(file.data) > (10 if kind == "photo" else 50) * MEGABYTE:
            raise Refusal(413, "Request Entity Too Large")
        if kind == "photo" and not file.data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"GIF8")):
            raise bad("IMAGE_PROCESS_FAILED")
        return file

    def _add(
        self,
        chat: Chat,
        params: Params,
        text: str,
        entities: list[Params],
        kind: str = "",
        file: Stored | None = None,
        album: str = "",
    ) -> Message:
        thread, quoted = self._thread(chat, params), self._quoted(chat, params)
        keyboard = checked(params.get("reply_markup"))
        body = describe(kind, file) if file is not None else {}
        message = Message(chat.next_id(), chat, self._world.bot, text, entities, body, file, keyboard)
        message.thread, message.reply_to, message.album = thread, quoted, album
        return chat.add(message)

    def _thread(self, chat: Chat, params: Params) -> int | None:
        thread: int | None = params.get("message_thread_id")
        if thread is not None and thread not in chat.topics:
            raise bad("message thread not found")
        return thread

    def _quoted(self, chat: Chat, params: Params) -> Message | None:
        wanted = params.get("reply_parameters")
        if wanted is None:
            return None
        found = chat.all.get(wanted["message_id"])
        if found is None and not wanted.get("allow_sending_without_reply"):
            raise bad("message to be replied not found")
        return found


def checked(markup: Params | None) -> Params | None:
    """Return a keyboard that Telegram would draw; raises Refusal."""
    rows = (markup or {}).get("inline_keyboard", [])
    buttons = [one for row in rows for one in row]
    if len(buttons) > 100:
        raise bad("reply markup is too long")
    for one in buttons:
        if not one["text"].strip():
            raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
        if len([name for name in one if name not in {"text", "style", "icon_custom_emoji_id"}]) != 1:
            raise bad("can't parse inline keyboard button: exactly one kind of action must be set")
        if "url" in one and not one["url"].startswith(("http://", "https://", "tg://")):
            raise bad(f"inline keyboard button URL '{one['url']}' is invalid: Unsupported URL protocol")
    return markup if buttons or "inline_keyboard" not in (markup or {}) else None
