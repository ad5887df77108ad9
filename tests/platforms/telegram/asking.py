"""The methods that ask who and what there is, and the bot's own settings."""

import json
from typing import Any

from tests.platforms.telegram.refusal import bad
from tests.platforms.telegram.sending import MEGABYTE, Sending
from tests.platforms.telegram.updates import Updates
from tests.platforms.telegram.world import Chat, User, World

Params = dict[str, Any]


class Asking:
    """getMe and its kin."""

    def __init__(self, world: World, sending: Sending, updates: Updates) -> None:
        self._world = world
        self._sending = sending
        self._updates = updates

    def me(self, _params: Params) -> Params:
        """Answer getMe."""
        seen = not self._world.privacy
        abilities = {"can_join_groups": True, "can_read_all_group_messages": seen}
        return self._world.bot.payload | abilities | {"supports_inline_queries": False}

    def chat(self, params: Params) -> Params:
        """Answer getChat."""
        chat = self._sending.open(params["chat_id"])
        return chat.payload | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}

    def member(self, params: Params) -> Params:
        """Answer getChatMember."""
        chat = self._sending.open(params["chat_id"])
        user = self._world.bot if params["user_id"] == self._world.bot.id else None
        user = user or chat.members.get(params["user_id"])
        if user is None:
            raise bad("PARTICIPANT_ID_INVALID")
        return self._member(chat, user)

    def admins(self, params: Params) -> list[Params]:
        """Answer getChatAdministrators."""
        chat = self._sending.open(params["chat_id"])
        if chat.type == "private":
            raise bad("there are no administrators in the private chat")
        users = [user for user in chat.members.values() if user.id in chat.admins]
        return [self._member(chat, user) for user in users]

    def file(self, params: Params) -> Params:
        """Answer getFile."""
        file = self._world.files.get(params["file_id"])
        if file is None:
            raise bad("invalid file_id")
        if len(file.data) > 20 * MEGABYTE:
            raise bad("file is too big")
        return {
            "file_id": file.id,
            "file_unique_id": f"u{file.id}",
            "file_size": len(file.data),
            "file_path": f"files/{file.id}",
        }

    def set_commands(self, params: Params) -> bool:
        """Answer setMyCommands."""
        scope = json.dumps(params.get("scope", {"type": "default"}))
        self._world.commands[scope + params.get("language_code", "")] = params["commands"]
        return True

    def webhook(self, _params: Params) -> Params:
        """Answer getWebhookInfo."""
        waiting = len(self._updates.pending)
        return {"url": self._updates.url, "has_custom_certificate": False, "pending_update_count": waiting}

    def _member(self, chat: Chat, user: User) -> Params:
        if user.id not in chat.admins:
            return {"status": "member", "user": user.payload}
        rights = {name: name in chat.rights for name in _RIGHTS}
        body = {
            "status": "administrator",
            "user": user.payload,
            "can_be_edited": False,
            "is_anonymous": False,
        }
        return body | rights


_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), True
)
_RIGHTS = (
    *("can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members"),
    *("can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories"),
    *("can_delete_stories", "can_manage_topics", "can_pin_messages"),
)
