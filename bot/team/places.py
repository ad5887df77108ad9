"""Which chats of a messenger are the team's: where queues are told, and where a handoff is worked on."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from handoff.ids import Address
from handoff.state import Conversation
from handoff.store.reading import Reader


class Places:
    """A queue that is told elsewhere by now, or not at all, leaves no open desk thread deaf."""

    def __init__(self, told: Callable[[str], frozenset[str]]) -> None:
        """``told`` gives the chats of a channel where the settings in force have queues told."""
        self._told = told
        self._worked: dict[str, set[str]] = defaultdict(set)

    async def load(self, reader: Reader, channels: Iterable[str]) -> None:
        """Learn where handoffs are worked on that were open before this start."""
        for channel in channels:
            self._add(row.place for row in await reader.threads(channel))

    def committed(self, state: Conversation) -> None:
        """Learn where a handoff is worked on. Never waits."""
        cards = state.handoff.cards if state.handoff is not None else ()
        self._add(card.place for card in cards if card.desk is not None)

    def of(self, channel: str) -> frozenset[str]:
        """Return the team's chats of a channel."""
        return self._told(channel) | self._worked.get(channel, frozenset())

    def _add(self, places: Iterable[Address]) -> None:
        for place in places:
            self._worked[place.channel].add(place.chat)
