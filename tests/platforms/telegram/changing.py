"""The methods that change what is there: edits, deletions, reactions, answers to presses, topics."""

from typing import Any

from tests.platforms.telegram import markup
from tests.platforms.telegram.people import Press
from tests.platforms.telegram.refusal import bad
from tests.platforms.telegram.sending import Sending, checked
from tests.platforms.telegram.world import Chat, Message, World

Params = dict[str, Any]
_REACTIONS = (
    *"❤👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈",
    *"😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡",
    *("❤\u200d🔥", "👨\u200d💻", "🤷\u200d♂", "🤷\u200d♀"),
)


class Changing:
    """editMessageText and its kin."""

    def __init__(self, world: World, sending: Sending, presses: dict[str, Press]) -> None:
        self._world = world
        self._sending = sending
        self._presses = presses

    def text(self, params: Params) -> Params:
        """Answer editMessageText."""
        message = self._own(params, "edited")
        if message.media:
            raise bad("there is no text in the message to edit")
        text, entities = markup.read(params["text"], params.get("parse_mode"), params.get("entities"), 4096)
        return self._change(message, text, entities, params)

    def caption(self, params: Params) -> Params:
        """Answer editMessageCaption."""
        message = self._own(params, "edited")
        if not message.media:
            raise bad("there is no caption in the message to edit")
        text: str = ""
        entities: list[Params] = []
        if params.get("caption"):
            given = params.get("caption_entities")
            text, entities = markup.read(params["caption"], params.get("parse_mode"), given, 1024)
        return self._change(message, text, entities, params)

    def markup(self, params: Params) -> Params:
        """Answer editMessageReplyMarkup."""
        message = self._own(params, "edited")
        return self._change(message, message.text, message.entities, params)

    def delete(self, params: Params) -> bool:
        """Answer deleteMessage."""
        chat = self._sending.open(params["chat_id"])
        message = chat.all.get(params["message_id"])
        if message is None:
            raise bad("message to delete not found")
        if message.sender is not self._world.bot and chat.type != "private":
            raise bad("message can't be deleted")
        del chat.all[message.id]
        return True

    def react(self, params: Params) -> bool:
        """Answer setMessageReaction: a bot has at most one on a message."""
        chat = self._sending.open(params["chat_id"])
        message = chat.all.get(params["message_id"])
        if message is None:
            raise bad("message to react not found")
        wanted = [one.get("emoji", "") for one in params.get("reaction", [])]
        allowed = set(_REACTIONS) if chat.reactions is None else chat.reactions
        if len(wanted) > 1 or not set(wanted) <= allowed:
            raise bad("REACTION_INVALID")
        message.reactions[self._world.bot.id] = wanted
        return True

    def answer(self, params: Params) -> bool:
        """Answer answerCallbackQuery."""
        press = self._presses.get(params["callback_query_id"])
        if press is None or press.answered.is_set():
            raise bad("query is too old and response timeout expired or query ID is invalid")
        press.text, press.alert = params.get("text", ""), params.get("show_alert", False)
        press.answered.set()
        return True

    def new_topic(self, params: Params) -> Params:
        """Answer createForumTopic."""
        chat = self._forum(params)
        id = chat.next_id()
        chat.topics[id] = params["name"]
        return {"message_thread_id": id, "name": params["name"], "icon_color": 7322096}

    def rename_topic(self, params: Params) -> bool:
        """Answer editForumTopic."""
        chat = self._forum(params)
        if params["message_thread_id"] not in chat.topics:
            raise bad("message thread not found")
        chat.topics[params["message_thread_id"]] = params.get("name", "")
        return True

    def _forum(self, params: Params) -> Chat:
        chat = self._sending.open(params["chat_id"])
        if not chat.forum:
            raise bad("the chat is not a forum")
        if "can_manage_topics" not in chat.rights:
            raise bad("not enough rights to create a topic")
        return chat

    def _own(self, params: Params, what: str) -> Message:
        chat = self._sending.open(params["chat_id"])
        message = chat.all.get(params["message_id"])
        if message is None:
            raise bad("message to edit not found")
        if message.sender is not self._world.bot:
            raise bad(f"message can't be {what}")
        return message

    def _change(self, message: Message, text: str, entities: list[Params], params: Params) -> Params:
        keyboard = checked(params.get("reply_markup"))
        if (message.text, message.entities, message.markup) == (text, entities, keyboard):
            raise bad(
                "message is not modified: specified new message content and reply markup are exactly "
                "the same as a current content and reply markup of the message"
            )
        message.text, message.entities, message.markup = text, entities, keyboard
        message.edited = True
        return message.payload()
