"""How many codes may go out: to one address, to one contact, and to everybody together.

It guards strangers' mailboxes and telephones, and, since each code has a few tries, the addresses themselves
against whoever guesses in one conversation after another. What was sent is kept in the store for a day, so
that a restart gives nobody more; addresses and contacts are kept as keyed hashes only.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.workflow.running.addresses import mailbox
from bot.workflow.running.codes import Codes
from channels.base import Memos

HOUR: Final = 3600.0
DAY: Final = 86400.0


@dataclass(frozen=True, slots=True)
class Limits:
    """``per_hour`` and ``per_day`` are for one address, and for one contact; ``all_per_hour`` for all."""

    per_hour: int = 6
    per_day: int = 20
    all_per_hour: int = 300


@dataclass(frozen=True, slots=True)
class Sent:
    """One code that went out, or perhaps did; ``at`` is seconds since 1970 UTC."""

    at: float
    address: str
    contact: str


class Quota:
    """One process's count, kept as ``gate:KIND:ID``."""

    def __init__(self, memos: Memos, codes: Codes, clock: Callable[[], float]) -> None:
        """``clock`` gives seconds since 1970 UTC."""
        self._memos = memos
        self._codes = codes
        self._clock = clock
        self._turn = asyncio.Lock()

    async def take(self, kind: str, id: str, address: str, contact: str, limits: Limits) -> bool:
        """Count the code of this ``id``, before it is sent; False, counting nothing, where it is too many.

        Each ``kind`` of address has its own count. The same id again is allowed, and not counted again.
        """
        one = Sent(self._clock(), self._codes.veil(mailbox(address)), self._codes.veil(contact))
        async with self._turn:
            known = await self._recent(kind)
            if id in known:
                return True
            if not _has_room(one, list(known.values()), limits):
                return False
            await self._memos.remember(_name(kind, id), f"{one.at!r} {one.address} {one.contact}")
            return True

    async def _recent(self, kind: str) -> dict[str, Sent]:
        """Return what went out within a day, by its id; forget what is older, or ran ahead of now."""
        prefix = _name(kind, "")
        memos = await self._memos.memos(prefix)
        found = {name.removeprefix(prefix): _read(value) for name, value in memos.items()}
        now = self._clock()
        old = [id for id, sent in found.items() if not now - DAY < sent.at <= now + DAY]
        await asyncio.gather(*(self._memos.remember(_name(kind, id), "") for id in old))
        return {id: sent for id, sent in found.items() if id not in old}


def _has_room(one: Sent, known: list[Sent], limits: Limits) -> bool:
    hour = [sent for sent in known if sent.at > one.at - HOUR]
    if len(hour) >= limits.all_per_hour:
        return False
    return all(
        sum(getattr(sent, name) == getattr(one, name) for sent in sents) < most
        for name in ("address", "contact")
        for sents, most in ((hour, limits.per_hour), (known, limits.per_day))
    )


def _name(kind: str, id: str) -> str:
    return f"gate:{kind}:{id}"


def _read(value: str) -> Sent:
    at, address, contact = value.split(" ")
    return Sent(float(at), address, contact)
