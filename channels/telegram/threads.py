"""Which desk thread a message belongs to: of reactions and of replies to replies Telegram does not tell."""

from channels.telegram.memory import Memory
from channels.telegram.spot import Spot

THREADS = 500
MESSAGES = 200
"""How many threads, and messages of one, are remembered; the oldest are forgotten."""


class Threads:
    """The card is the first message of each thread. Kept in the store."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._spots: dict[tuple[int, int], Spot] | None = None

    async def open(self) -> None:
        """Learn what was known before a restart."""
        await self._memory.open()
        if self._spots is None:
            known = ((self._spot(name), value) for name, value in self._memory.all("thread:"))
            self._spots = {(spot.chat, id): spot for spot, value in known for id in _ids(value)}

    async def add(self, spot: Spot, *ids: int) -> None:
        """Remember messages of a thread."""
        await self.open()
        old = _ids(self._memory.get(f"thread:{spot}"))
        new = list(dict.fromkeys((*old, *ids)))
        if len(new) > MESSAGES:
            new = [new[0], *new[1 - MESSAGES :]]
        for id in set(old) - set(new):
            self._found.pop((spot.chat, id), None)
        self._found.update({(spot.chat, id): spot for id in new})
        await self._memory.put(f"thread:{spot}", " ".join(map(str, new)))
        await self._forget()

    def of(self, chat: int, id: int) -> Spot | None:
        """Return the thread of a message, if it is known."""
        return self._found.get((chat, id))

    def knows(self, spot: Spot) -> bool:
        return bool(self._memory.get(f"thread:{spot}"))

    async def drop(self, chat: int) -> list[Spot]:
        """Forget all threads of a chat; return which they were."""
        await self.open()
        gone = [self._spot(name) for name, _ in self._memory.all("thread:")]
        gone = [spot for spot in gone if spot.chat == chat]
        for spot in gone:
            await self._drop(spot)
        return gone

    async def _forget(self) -> None:
        names = [name for name, _ in self._memory.all("thread:")]
        for name in names[:-THREADS]:
            await self._drop(self._spot(name))

    async def _drop(self, spot: Spot) -> None:
        for id in _ids(self._memory.get(f"thread:{spot}")):
            self._found.pop((spot.chat, id), None)
        await self._memory.put(f"thread:{spot}", "")

    def _spot(self, name: str) -> Spot:
        return Spot.parse(name)

    @property
    def _found(self) -> dict[tuple[int, int], Spot]:
        assert self._spots is not None, "open() comes first"
        return self._spots


def _ids(text: str) -> list[int]:
    return [int(part) for part in text.split()]
