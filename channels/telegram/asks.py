"""Questions that wait for a reply: the message that asks, and the token its answer goes under."""

from typing import Final

from channels.telegram.memory import Memory

_MOST: Final = 200


class Asks:
    """Kept in the store: a reply counts after a restart as before."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def add(self, chat: int, id: int, token: str) -> None:
        """Remember what a message asks; the oldest questions are forgotten."""
        await self._memory.put(f"ask:{chat}/{id}", token)
        names = [name for name, _ in self._memory.all("ask:")]
        for name in names[:-_MOST]:
            await self._memory.put(f"ask:{name}", "")

    def token(self, chat: int, id: int | None) -> str:
        """Return the token of the question a message asks, or an empty text."""
        return self._memory.get(f"ask:{chat}/{id}") if id is not None else ""

    async def done(self, chat: int, id: int) -> None:
        """Forget a question: it was answered."""
        await self._memory.put(f"ask:{chat}/{id}", "")
