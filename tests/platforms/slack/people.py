"""People in the workspace: what they type, press and delete, as the app is told of it."""

from dataclasses import dataclass

from tests.platforms.slack import shapes
from tests.platforms.slack.courier import Reply
from tests.platforms.slack.reading import buttons, shown
from tests.platforms.slack.site import Response, Site
from tests.platforms.slack.uploads import new_file
from tests.platforms.slack.world import BOT, Channel, Ephemeral, Json, Message, Modal, User


@dataclass(frozen=True, slots=True)
class Someone:
    """One person, with hands."""

    user: User
    site: Site

    @property
    def dm(self) -> Channel:
        """Their direct messages with the bot."""
        return self.site.world.dm(self.user)

    def says(self, text: str, channel: Channel | None = None, thread: str = "", **more: object) -> Message:
        """Write in a place, or in one of its threads; ``broadcast`` shows a reply in the channel as well."""
        place, broadcast = channel or self.dm, bool(more.get("broadcast"))
        message = Message(
            place.id, self.site.world.ts(), self.user.id, escaped(text), thread, shapes.rich(text),
            subtype="thread_broadcast" if broadcast else "", broadcast=broadcast,
            client_msg_id=self.site.world.id("cm"),
        )  # fmt: skip
        return self.site.said(message)

    def sends(
        self, *files: tuple[str, bytes], text: str = "", channel: Channel | None = None, thread: str = ""
    ) -> Message:
        """Upload files with a word to them, in one message."""
        made = [new_file(self.site, name, data, self.user.id) for name, data in files]
        place = channel or self.dm
        message = Message(place.id, self.site.world.ts(), self.user.id, escaped(text), thread, files=made)
        message.subtype = "file_share"
        return self.site.said(message)

    def edits(self, message: Message, text: str) -> None:
        """Change a message of their own."""
        self.site.change(message, escaped(text), shapes.rich(text))

    def deletes(self, message: Message) -> None:
        """Take a message back."""
        self.site.erase(message)

    def reacts(self, message: Message, name: str, on: bool = True) -> None:
        """Put a reaction on a message, or take it off."""
        users = message.reactions.setdefault(name, [])
        (users.append if on else users.remove)(self.user.id)
        event = shapes.reaction(message, self.user.id, name, on, self.site.world.ts())
        self.site.tell(self.site.world.channels[message.channel], event)

    async def presses(self, label: str, message: Message) -> Reply:
        """Press the button with this label on a message."""
        where: Json = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
        where["is_ephemeral"] = False
        if message.thread_ts:
            where["thread_ts"] = message.thread_ts
        response = Response(message.channel, self.user.id, message.ts)
        said = {key: value for key, value in shapes.body(message).items() if key != "files"}
        return await self._press(label, message.blocks, where, response, said)

    async def presses_shown(self, label: str, seen: Ephemeral) -> Reply:
        """Press a button on something only they see."""
        where: Json = {
            "type": "message",
            "message_ts": seen.id,
            "channel_id": seen.channel,
            "is_ephemeral": True,
        }
        if seen.thread_ts:
            where["thread_ts"] = seen.thread_ts
        response = Response(seen.channel, self.user.id, ephemeral=seen.id)
        return await self._press(label, seen.blocks, where, response, None)

    async def _press(
        self, label: str, blocks: list[Json], where: Json, response: Response, said: Json | None
    ) -> Reply:
        button = next(one for one in buttons(blocks) if one["text"]["text"] == label)
        block = next(one for one in blocks if button in one.get("elements", ()))
        channel = self.site.world.channels[response.channel]
        links = self.site.links(response)
        pressed = {**button, "block_id": block["block_id"]}
        return await self.site.courier.interact(
            shapes.action(self.user, channel, pressed, where, links, said)
        )

    async def submits(self, text: str) -> Reply:
        """Fill the one text field of the modal that is open, and send it; it closes when the app says so."""
        modal = self.modal
        assert modal is not None, "no modal is open"
        field = next(block for block in modal.view["blocks"] if block["type"] == "input")
        value = {"type": "plain_text_input", "value": text or None}
        values = {field.get("block_id", "b"): {field["element"].get("action_id", "a"): value}}
        payload = shapes.submission(self.user, modal, values, self.site.trigger(self.user.id))
        reply = await self.site.courier.interact(payload)
        if reply.ok and not reply.payload:
            del self.site.world.modals[modal.id]
        return reply

    async def runs(self, command: str, text: str = "", channel: Channel | None = None) -> Reply:
        """Run a slash command; what the app answers at once is shown to them alone."""
        place = channel or self.dm
        fields = shapes.command(
            self.user, place, command, text, self.site.links(Response(place.id, self.user.id))
        )
        reply = await self.site.courier.command(fields)
        if text_shown := reply.payload.get("text"):
            seen = Ephemeral(self.site.world.ts(), place.id, self.user.id, text_shown)
            self.site.world.ephemerals.append(seen)
        return reply

    @property
    def modal(self) -> Modal | None:
        """The modal that is open before them."""
        return next((m for m in self.site.world.modals.values() if m.user == self.user.id), None)

    @property
    def alone(self) -> list[Ephemeral]:
        """What only they are shown, oldest first."""
        return [one for one in self.site.world.ephemerals if one.user == self.user.id]

    def reads(self, channel: Channel | None = None, thread: str = "") -> list[str]:
        """Return the bot's messages they see in a place, or in one thread of it without its root."""
        return [shown(message) for message in self.sees(channel, thread) if message.user == BOT]

    def sees(self, channel: Channel | None = None, thread: str = "") -> list[Message]:
        """Return all messages they see there, oldest first."""
        place = channel or self.dm
        if thread:
            return [m for m in self.site.world.thread(place.id, thread) if m.ts != thread]
        return [m for m in self.site.world.sorted(place.id) if m.thread_ts in ("", m.ts) or m.broadcast]


def escaped(text: str) -> str:
    """Return what people typed as Slack stores it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
