"""The door behind every channel and page: binds the log to the conversation, counts, hands on to the desk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.feed import Hub
from bot.log import bind
from bot.metrics import Metrics
from bot.refs import Refs
from bot.team.door import Door
from bot.team.threads import Threads
from channels.base import Channel
from channels.team import Answer, Person, TeamEvent
from handoff.desk import Desk
from handoff.errors import StoreUnavailable
from handoff.events import (
    ContactAskedForPerson,
    ContactDeleted,
    ContactEdited,
    ContactReacted,
    ContactSaid,
    DeliveryFailed,
    Event,
    Recovered,
)
from handoff.feed import Marked, Typing
from handoff.ids import Address, ConversationId, OperatorName, conversation_id
from handoff.outcome import Again, Done, Outcome, Refused
from handoff.policy import Policy
from handoff.store.base import RowState, Settled
from handoff.store.orders import delivery
from handoff.store.reading import Reader
from handoff.texts import Texts
from handoff.transcript import AuthorKind, origin

FROM_CONTACTS = (ContactSaid, ContactEdited, ContactDeleted, ContactReacted, ContactAskedForPerson)
NOT_SERVED = Refused("not_served", "Contacts are not served here.")


@dataclass(frozen=True, slots=True)
class Team:
    """The team's side of the intake; ``places`` names the chats of a channel that are the team's."""

    door: Door
    refs: Refs
    reader: Reader
    places: Callable[[str], frozenset[str]]
    threads: Threads


class Intake:
    """What channels see of the process; satisfies ``channels.base.Sink``."""

    def __init__(
        self,
        desk: Desk,
        hub: Hub,
        metrics: Metrics,
        channels: Mapping[str, Channel],
        display: Callable[[OperatorName], str],
        team: Team,
        policy: Callable[[], Policy],
        serves: Callable[[str], bool] = lambda channel: True,
    ) -> None:
        """``serves`` says whether contacts may write on a channel."""
        self._serves = serves
        self._desk = desk
        self._hub = hub
        self._metrics = metrics
        self._channels = channels
        self._display = display
        self._team = team
        self._policy = policy

    async def receive(self, contact: Address, event: Event, key: str | None = None) -> Outcome:
        """Take in one event; see ``channels.base.Sink``."""
        id = conversation_id(contact)
        if isinstance(event, FROM_CONTACTS) and not self._serves(contact.channel):
            return NOT_SERVED
        with bind(conversation=id):
            if isinstance(event, DeliveryFailed):
                return await self._came_back(id, event, key)
            outcome = await self._desk.receive(contact, await self._with_seq(contact, event), key)
        if isinstance(outcome, Again):
            self._metrics.duplicate(contact.channel)
        elif isinstance(event, ContactSaid):
            self._metrics.received(contact.channel)
        return outcome

    async def team(self, event: TeamEvent, key: str | None = None) -> Answer:
        """Take in what somebody of the team did; see ``channels.base.Sink``."""
        return await self._team.door.take_in(event, key)

    async def typing(self, contact: Address, who: OperatorName | None) -> None:
        """Pass on that somebody is typing; see ``channels.base.Sink``."""
        id = conversation_id(contact)
        if who is None:
            self._hub.publish(Typing(id, AuthorKind.CONTACT))
            await self._show_team(id)
            return
        self._hub.publish(Typing(id, AuthorKind.HUMAN, await self._shown(id, who)))
        await self.show_typing(contact)

    async def team_typing(self, thread: Address, by: Person) -> None:
        """Let the contact see that who has the conversation is typing; see ``channels.base.Sink``."""
        owned = await self._team.door.owned(thread, by)
        if owned is not None and owned.operator is not None:
            await self.typing(owned.contact.address, owned.operator)

    async def recovered(self, place: Address, count: int) -> None:
        """Tell the team that messages came in late; see ``channels.base.Sink``."""
        thread = await self._team.threads.of(place)
        id = conversation_id(place) if thread is None else thread.conversation
        await self._desk.happened(id, Recovered(count))

    def places(self, channel: str) -> frozenset[str]:
        """Return the team's chats; see ``channels.base.Sink``."""
        return self._team.places(channel)

    async def threads(self, channel: str) -> Sequence[Address]:
        """Return the open desk threads; see ``channels.base.Sink``."""
        return await self._team.threads.open(channel)

    def words(self, language: str) -> Texts:
        """Return what the bot itself says; see ``channels.base.Sink``."""
        return self._policy().words(language)

    def languages(self) -> Sequence[str]:
        """Return the languages of these words; see ``channels.base.Sink``."""
        return tuple(self._policy().texts)

    async def show_typing(self, contact: Address) -> None:
        """Let the contact's messenger show that an answer is being written."""
        channel = self._channels.get(contact.channel)
        if channel is not None and channel.capabilities.typing:
            await channel.typing(contact)

    async def _shown(self, id: ConversationId, who: OperatorName) -> str:
        """Return the name that the contact may read; guests have none in the settings."""
        state = await self._desk.state(id)
        if state is None:
            return self._display(who)
        known = state.operator_name if state.operator == who else ""
        return state.operator_shown or known or self._display(who)

    async def _show_team(self, id: ConversationId) -> None:
        """Let the desk threads show that the contact is writing, where they can."""
        state = await self._desk.state(id)
        handoff = state.handoff if state is not None else None
        for copy in handoff.cards if handoff is not None else ():
            if copy.desk is not None:
                await self.show_typing(copy.desk)

    async def _came_back(self, id: ConversationId, event: DeliveryFailed, key: str | None) -> Outcome:
        """Take back that a message was delivered: it counts as given up, and the team sees why.

        Raises StoreUnavailable while something is being sent: its name is not known yet, and a fast server
        brings a mail back before it is. That is asked first: what was sent by then is found after it.
        """
        refs = self._team.refs
        sending = await refs.is_sending(id)
        seq = await (refs.from_contact(id, event.ref) if event.ref else refs.last_sent(id))
        if seq is None and sending:
            raise StoreUnavailable("what came back is still being sent")
        row = await self._team.reader.row(delivery(id, seq)) if seq is not None else None
        entry = await self._team.refs.entry(id, seq)
        if row is None or entry is None or row.state is not RowState.SENT:
            return Done()
        failed = replace(event, seq=entry.seq, origin=origin(entry))
        settled = Settled(row.id, RowState.DEAD, row.attempts, error=event.reason)
        outcome = await self._desk.happened(id, failed, (settled,), key)
        self._hub.publish(Marked(id, row.id))
        return outcome or Done()

    async def _with_seq(self, contact: Address, event: Event) -> Event:
        """Put the seq of the message in that a messenger names in its own way.

        A letter that answers our last one quotes nothing: letters do that by themselves.
        """
        id, refs = conversation_id(contact), self._team.refs
        match event:
            case ContactSaid(quotes=ref, reply_to=None) if ref:
                seq = await refs.from_contact(id, ref)
                goes_on = self._is_quiet(contact.channel) and seq == await refs.last_sent(id)
                return replace(event, reply_to=None if goes_on else seq)
            case ContactReacted(quotes=ref, target=None):
                return replace(event, target=await refs.from_contact(id, ref))
            case _:
                return event

    def _is_quiet(self, channel: str) -> bool:
        found = self._channels.get(channel)
        return found is not None and found.capabilities.quiet
