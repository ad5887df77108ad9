"""People on Discord: they write, reply, edit, delete, react, type, press, fill in forms, use commands."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from simcord.backend import Backend, serializers
from simcord.backend.models import Interaction, Message, MessageSticker
from simcord.components import walk_components
from simcord.interactions import base_payload, walk_to_subcommand

from tests.platforms.discord.seen import BUTTON, LINK, Seen, Shown, seen, visible

COMMAND, COMPONENT, MODAL = 2, 3, 5
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(32)
Until = Callable[[Callable[[], bool]], Awaitable[None]]


class CannotDo(Exception):
    """A person cannot do that: there is no such button, the message is not theirs."""


@dataclass
class Someone:
    """One person. ``guild`` is None for who is in no server of the bot's and can only write to it."""

    backend: Backend
    id: str
    name: str
    guild: int | None
    until: Until
    language: str = "en-US"

    @property
    def dm(self) -> str:
        """The person's chat with the bot, opened if need be."""
        return str(self.backend.get_dm_channel(int(self.id)).id)

    def say(
        self,
        text: str = "",
        place: str = "",
        reply_to: str = "",
        files: Mapping[str, bytes] | None = None,
        sticker: str = "",
    ) -> str:
        """Write a message to the bot, or into a channel or thread; return its id."""
        channel = int(place or self.dm)
        self._may(channel, "view_channel")
        reference = {"channel_id": str(channel), "message_id": reply_to} if reply_to else None
        stickers = [self._sticker(sticker)] if sticker else None
        message = self.backend.create_message(
            channel,
            int(self.id),
            text,
            reference=self.backend.normalize_message_reference(channel, reference),
            attachments=self.backend.store_attachments(channel, list((files or {}).items())),
            stickers=stickers,
        )
        return str(message.id)

    def edit(self, message: str, text: str, place: str = "") -> None:
        """Change an own message."""
        found = self._own(message, place)
        self.backend.edit_message(found.channel_id, found.id, {"content": text})

    def delete(self, message: str, place: str = "") -> None:
        """Take an own message back."""
        found = self._own(message, place)
        self.backend.delete_message(found.channel_id, found.id)

    def react(self, message: str, emoji: str, place: str = "", *, on: bool = True) -> None:
        """Put a reaction on a message, or take it off."""
        self.backend.set_reaction(int(place or self.dm), int(message), emoji, int(self.id), on)

    def type(self, place: str = "") -> None:
        """Begin to type."""
        channel = self.backend.get_channel(int(place or self.dm))
        payload: dict[str, Any] = {"channel_id": str(channel.id), "user_id": self.id, "timestamp": 1}
        if channel.guild_id is not None:
            guild = self.backend.get_guild(channel.guild_id)
            member = serializers.member_payload(self.backend, guild, guild.members[int(self.id)])
            payload |= {"guild_id": str(channel.guild_id), "member": member}
        self.backend.emit("TYPING_START", payload)

    def sees(self, place: str = "") -> list[Seen]:
        """Return the messages on this person's screen, also those only they see; oldest first."""
        return list(visible(self.backend, int(place or self.dm), int(self.id)))

    async def press(self, message: str, label: str, place: str = "") -> Shown:
        """Press a button by its label; return what the bot showed within its time."""
        found = self._seen(message, place)
        parts = [part for part in walk_components(found.components) if part.get("type") == BUTTON]
        fitting = [part for part in parts if part.get("label") == label and part.get("style") != LINK]
        if len(fitting) != 1 or fitting[0].get("disabled"):
            raise CannotDo(f"{len(fitting)} buttons say {label!r}: {[part.get('label') for part in parts]}")
        data = {"custom_id": fitting[0]["custom_id"], "component_type": BUTTON}
        return await self._interact(COMPONENT, found.channel_id, data, found)

    async def fill(self, shown: Shown, *values: str) -> Shown:
        """Submit the form that was shown, its fields in order."""
        if shown.modal is None:
            raise CannotDo("no form was shown")
        record = self.backend.interactions[int(shown.interaction)]
        rest, rows = iter(values), []
        for row in shown.modal["components"]:
            field = row["component"] if "component" in row else row["components"][0]
            filled = {"type": field["type"], "custom_id": field["custom_id"], "value": next(rest, "")}
            key, inside = ("component", filled) if "component" in row else ("components", [filled])
            rows.append({"type": row["type"], "id": row.get("id", 1), key: inside})
        source = self.backend.messages[record.channel_id].get(record.source_message_id or 0)
        data = {"custom_id": shown.modal["custom_id"], "components": rows}
        return await self._interact(MODAL, record.channel_id, data, source)

    async def command(self, place: str, name: str, **options: str) -> Shown:
        """Use a slash command."""
        channel = self.backend.get_channel(int(place))
        root = self.backend.find_command(name, channel.guild_id)
        if root is None:
            raise CannotDo(f"there is no command /{name}")
        leaf, _ = walk_to_subcommand(root, [])
        known = {option["name"]: option["type"] for option in leaf.get("options") or ()}
        given = [{"name": key, "type": known[key], "value": value} for key, value in options.items()]
        data = {
            "id": root["id"],
            "name": name,
            "type": 1,
            "options": given,
            "guild_id": str(channel.guild_id),
        }
        return await self._interact(COMMAND, channel.id, data, None)

    async def _interact(self, kind: int, place: int, data: dict[str, Any], source: Message | None) -> Shown:
        channel = self.backend.get_channel(place)
        record, payload = base_payload(
            self.backend,
            type=kind,
            channel_id=place,
            guild_id=channel.guild_id,
            user_id=int(self.id),
            data=data,
        )
        payload["locale"] = self.language
        if source is not None:
            payload["message"] = dict(serializers.message_payload(self.backend, source))
            record.source_message_id = source.id
        self.backend.emit("INTERACTION_CREATE", payload)
        await self.until(lambda: record.responded and not record.loading)
        return self._shown(record)

    def _shown(self, record: Interaction) -> Shown:
        ids = [*record.followup_ids[-1:], record.message_id]
        found = next((self.backend.messages[record.channel_id].get(id) for id in ids if id), None)
        message = seen(self.backend, found) if found is not None else None
        return Shown(str(record.id), str(record.response_kind), message, record.modal)

    def _sticker(self, name: str) -> MessageSticker:
        id = self.backend.snowflake()
        self.backend.cdn.store_sticker(id, 1, PICTURE)
        return MessageSticker(id, name, 1, 0)

    def _seen(self, message: str, place: str) -> Message:
        found = self.backend.get_message(int(place or self.dm), int(message))
        if not found.visible_to(int(self.id)):
            raise CannotDo("this person does not see that message")
        return found

    def _own(self, message: str, place: str) -> Message:
        found = self._seen(message, place)
        if found.author_id != int(self.id):
            raise CannotDo("people change their own messages only")
        return found

    def _may(self, channel: int, *rights: str) -> None:
        known = self.backend.get_channel(channel)
        if known.guild_id is not None:
            self.backend.require_permissions(known.guild_id, int(self.id), channel, *rights)
