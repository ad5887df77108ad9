"""The door behind every channel and page: binds the log to the conversation, counts, hands on to the desk."""

from collections.abc import Callable, Mapping

from bot.feed import Hub
from bot.log import bind
from bot.metrics import Metrics
from channels.base import Channel
from handoff.desk import Desk
from handoff.events import ContactSaid, Event
from handoff.feed import Typing
from handoff.ids import Address, OperatorName, conversation_id
from handoff.outcome import Again, Outcome
from handoff.transcript import AuthorKind


class Intake:
    """What channels see of the process; satisfies ``channels.base.Sink``."""

    def __init__(
        self,
        desk: Desk,
        hub: Hub,
        metrics: Metrics,
        channels: Mapping[str, Channel],
        display: Callable[[OperatorName], str],
    ) -> None:
        self._desk = desk
        self._hub = hub
        self._metrics = metrics
        self._channels = channels
        self._display = display

    async def receive(self, contact: Address, event: Event, key: str | None = None) -> Outcome:
        """Take in one event; see ``channels.base.Sink``."""
        with bind(conversation=conversation_id(contact)):
            outcome = await self._desk.receive(contact, event, key)
        if isinstance(outcome, Again):
            self._metrics.duplicate(contact.channel)
        elif isinstance(event, ContactSaid):
            self._metrics.received(contact.channel)
        return outcome

    async def typing(self, contact: Address, who: OperatorName | None) -> None:
        """Pass on that somebody is typing; see ``channels.base.Sink``."""
        id = conversation_id(contact)
        if who is None:
            self._hub.publish(Typing(id, AuthorKind.CONTACT))
            return
        self._hub.publish(Typing(id, AuthorKind.HUMAN, self._display(who)))
        await self.show_typing(contact)

    async def show_typing(self, contact: Address) -> None:
        """Let the contact's messenger show that an answer is being written."""
        channel = self._channels.get(contact.channel)
        if channel is not None and channel.capabilities.typing:
            await channel.typing(contact)
