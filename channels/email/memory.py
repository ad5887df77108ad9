"""What the adapter must still know after a restart, each fact by name, read when it is needed."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from channels.base import Memos
from channels.email.seal import digest
from channels.errors import Temporary
from handoff.errors import StoreUnavailable

PREFIX: Final = "email:"
KEPT: Final = 20
"""How many mails of a contact an answer refers to."""
DAY: Final = 86400.0


@dataclass(frozen=True, slots=True)
class Thread:
    """A contact's mails: the subject of the last one, and their ids, the last one last."""

    subject: str = ""
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A card that was mailed: its subject, when it is over how that came about, and when it was filed."""

    subject: str = ""
    over: str = ""
    at: float = field(default=0.0, compare=False)


class Memory:
    """Facts in the store. Everything raises StoreUnavailable."""

    def __init__(self, memos: Memos) -> None:
        self._memos = memos

    async def get(self, name: str) -> str:
        """Return a fact, or an empty text."""
        return (await self._memos.memos(PREFIX + name)).get(PREFIX + name, "")

    async def put(self, name: str, value: str) -> None:
        """Keep a fact; an empty value forgets it."""
        await self._memos.remember(PREFIX + name, value)

    async def thread(self, contact: str) -> Thread:
        """Return what is known of a contact's mails."""
        known = _read(await self.get(f"thread:{digest(contact, size=16)}"))
        return Thread(str(known.get("subject", "")), _texts(known.get("ids")))

    async def heard(self, contact: str, subject: str, ids: Iterable[str]) -> None:
        """Keep what an answer must refer to; who writes can be written to."""
        value = json.dumps({"subject": subject, "ids": [*ids][-KEPT:]})
        if value != await self.get(f"thread:{digest(contact, size=16)}"):
            await self.put(f"thread:{digest(contact, size=16)}", value)
        if await self.lost(contact):
            await self.put(f"lost:{digest(contact, size=16)}", "")

    async def lost(self, contact: str) -> str:
        """Return why no mail reaches this contact; empty where it does."""
        return await self.get(f"lost:{digest(contact, size=16)}")

    async def lose(self, contact: str, why: str) -> None:
        """Keep that no mail reaches this contact, until it writes again."""
        await self.put(f"lost:{digest(contact, size=16)}", why)

    async def sent(self, contact: str) -> Mapping[str, float]:
        """Return when each automatic mail went to this contact, by its key, as far as that was counted."""
        known = _read(await self.get(f"sent:{digest(contact, size=16)}")).get("sent")
        return known if isinstance(known, dict) else {}

    async def count(self, contact: str, sent: Mapping[str, float]) -> None:
        """Keep what went to this contact of late."""
        value = json.dumps({"sent": sent, "at": time.time()})
        await self.put(f"sent:{digest(contact, size=16)}", value)

    async def sheet(self, desk: str) -> Sheet:
        """Return what is known of a card."""
        value = await self.get(f"desk:{desk}")
        known = _read(value)
        return Sheet(str(known.get("subject", "")), str(known.get("over", "")), _at(value))

    async def file(self, desk: str, sheet: Sheet) -> None:
        """Keep a card."""
        if sheet != await self.sheet(desk):
            value = {"subject": sheet.subject, "over": sheet.over, "at": time.time()}
            await self.put(f"desk:{desk}", json.dumps(value))

    async def used(self, nonce: str) -> str:
        """Return what came of a link that was pressed; empty for one that was not."""
        return str(_read(await self.get(f"used:{nonce}")).get("said", ""))

    async def use(self, nonce: str, said: str) -> None:
        """Keep that a link was pressed, and what came of it."""
        await self.put(f"used:{nonce}", json.dumps({"said": said, "at": time.time()}))

    async def tidy(self, seconds: float) -> None:
        """Forget links, cards and counts that are older than that: no link works any more by then."""
        oldest = time.time() - seconds - DAY
        for prefix in ("used:", "desk:", "sent:"):
            known: Mapping[str, str] = await self._memos.memos(PREFIX + prefix)
            for name in [name for name, value in known.items() if _at(value) < oldest]:
                await self._memos.remember(name, "")


@contextmanager
def reachable() -> Iterator[None]:
    """Turn a store that is away into what a sender understands: surely nothing was sent."""
    try:
        yield
    except StoreUnavailable:
        raise Temporary("the store cannot be reached") from None


def _read(value: str) -> dict[str, Any]:
    try:
        found = json.loads(value or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def _at(value: str) -> float:
    at = _read(value).get("at", 0.0)
    return at if isinstance(at, float | int) else 0.0
