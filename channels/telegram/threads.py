"""Which desk thread a message belongs to: of reactions and of replies to replies Telegram does not tell."""

from channels.telegram.memory import Memory
from channels.telegram.place import NAME, Place, parse
from handoff.ids import Address

THREADS = 500
MESSAGES = 200
"""How many threads, and messages of one, are remembered; the oldest are forgotten."""


class Threads:
    """The card is the first message of each thread. Kept in the store."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._places: dict[tuple[int, int], Place] | None = None

    async def open(self) -> None:
        """Learn what was known before a restart."""
        await self._memory.open()
        if self._places is None:
            known = ((self._place(name), value) for name, value in self._memory.all("thread:"))
            self._places = {(place.chat, id): place for place, value in known for id in _ids(value)}

    async def add(self, place: Place, *ids: int) -> None:
        """Remember messages of a thread."""
        await self.open()
        old = _ids(self._memory.get(f"thread:{place}"))
        new = list(dict.fromkeys((*old, *ids)))
        if len(new) > MESSAGES:
            new = [new[0], *new[1 - MESSAGES :]]
        for id in set(old) - set(new):
            self._found.pop((place.chat, id), None)
        self._found.update({(place.chat, id): place for id in new})
        await self._memory.put(f"thread:{place}", " ".join(map(str, new)))
        await self._forget()

    def of(self, chat: int, id: int) -> Place | None:
        """Return the thread of a message, if it is known."""
        return self._found.get((chat, id))

    def knows(self, place: Place) -> bool:
        return bool(self._memory.get(f"thread:{place}"))

    async def drop(self, chat: int) -> list[Place]:
        """Forget all threads of a chat; return which they were."""
        await self.open()
        gone = [self._place(name) for name, _ in self._memory.all("thread:")]
        gone = [place for place in gone if place.chat == chat]
        for place in gone:
            await self._drop(place)
        return gone

    async def _forget(self) -> None:
        names = [name for name, _ in self._memory.all("thread:")]
        for name in names[:-THREADS]:
            await self._drop(self._place(name))

    async def _drop(self, place: Place) -> None:
        for id in _ids(self._memory.get(f"thread:{place}")):
            self._found.pop((place.chat, id), None)
        await self._memory.put(f"thread:{place}", "")

    def _place(self, name: str) -> Place:
        return parse(Address(NAME, name))

    @property
    def _found(self) -> dict[tuple[int, int], Place]:
        assert self._places is not None, "open() comes first"
        return self._places


def _ids(text: str) -> list[int]:
    return [int(part) for part in text.split()]
