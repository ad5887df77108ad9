"""A doer that is made at its first row: nobody pays for parts that are never used."""

from collections.abc import Callable

from bot.dispatch import Doer
from handoff.store.base import Row, Settled


class Later:
    """Does what the doer does that ``make`` gives."""

    def __init__(self, make: Callable[[], Doer]) -> None:
        self._make = make
        self._doer: Doer | None = None

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        return await self._made().do(row)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """See ``bot.dispatch.Doer``."""
        return await self._made().gave_up(row, settled)

    def _made(self) -> Doer:
        if self._doer is None:
            self._doer = self._make()
        return self._doer
