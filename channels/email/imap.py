"""A mailbox that we watch by IMAP: what is new is taken in, in order, and remembered only once it is stored.

Nothing is changed there: no mail is marked as read, moved or deleted. UIDs grow with each new mail as long as
UIDVALIDITY stays; when that changes, mails since the day of the last look are read again, and those that were
taken in before change nothing (their keys are known).
"""

import asyncio
import re
import ssl
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeVar

import structlog
from aioimaplib import IMAP4, Abort, Error  # type: ignore[import-untyped]
from aioimaplib.aioimaplib import Response  # type: ignore[import-untyped]

from channels.durable import stored
from channels.email.errors import UNTRUSTED, is_untrusted
from channels.email.inbound import LARGEST
from channels.email.memory import DAY, Memory
from channels.email.seal import digest
from channels.email.servers import imap_server
from channels.email.starttls import start_tls
from channels.errors import ChannelError, Permanent, Temporary
from handoff.ids import Address

log = structlog.get_logger(__name__)

T = TypeVar("T")
Take = Callable[[bytes], Awaitable[Address | None]]
Recovered = Callable[[Address, int], Awaitable[None]]
LOOK: Final = 120.0
"""Seconds after which we look even if the server said nothing."""
SOON: Final = 5.0
"""The same after a look that found something: not every server tells what came just before IDLE began."""
POLL: Final = 20.0
"""Seconds between two looks where the server cannot tell us (no IDLE)."""
PATIENCE: Final = 60.0
ON_ITS_WAY: Final = 5 * DAY
"""Seconds for which mail servers try (RFC 5321, 4.5.4.1)."""
NO_TLS: Final = "the mailbox offers no encryption: imap_url must begin with imaps://"
NO_LOGIN: Final = "the mailbox refuses the user or the password: see imap_url"
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FAILURES: Final = (OSError, Abort, Error, TimeoutError)


@dataclass(frozen=True, slots=True)
class Mark:
    """How far we read: all of a mailbox up to a UID, looked at last on a day (seconds since 1970 UTC)."""

    validity: int = 0
    uid: int = 0
    at: float = 0.0

    def __str__(self) -> str:
        return f"{self.validity} {self.uid} {self.at:.0f}"

    @classmethod
    def parse(cls, text: str) -> "Mark | None":
        """Read what ``str`` wrote; None for anything else."""
        try:
            validity, uid, at = text.split()
            return cls(int(validity), int(uid), float(at))
        except ValueError:
            return None


class Inbox:
    """Reads one mailbox, INBOX."""

    def __init__(self, url: str, memory: Memory, *, context: ssl.SSLContext | None = None) -> None:
        """``context`` says whom to trust; with it nothing is sent in the open on this machine either."""
        self._server = imap_server(url)
        self._memory = memory
        self._context = context
        self._lost = asyncio.Event()

    async def check(self) -> str:
        """Log in and look; return a line for people. Raises ChannelError."""
        async with self._selected():
            return f"mailbox of {self._server.user or 'anybody'} at {self._server.host}"

    async def run(self, take: Take, recovered: Recovered, live: Callable[[bool], None]) -> None:
        """Take in what is new until cancelled. Raises ChannelError when the connection ends."""
        async with self._selected() as (client, start):
            try:
                late: Counter[Address] = Counter()
                mark = await self._sweep(client, start, take, late)
                for address, count in late.items():
                    await stored(lambda address=address, count=count: recovered(address, count))  # type: ignore[misc]
                live(True)
                seconds = SOON
                while True:
                    await self._news(client, seconds)
                    seen, mark = mark, await self._sweep(client, mark, take, Counter())
                    seconds = LOOK if mark == seen else SOON
            finally:
                live(False)

    # ── reading ──────────────────────────────────────────────────────────────────────────────────

    async def _sweep(self, client: IMAP4, mark: Mark, take: Take, took: Counter[Address]) -> Mark:
        """Take in all that is new, one after the other; return how far we read."""
        while uids := await self._new(client, mark):
            for uid in uids:
                raw = await self._fetch(client, uid)
                address = await stored(lambda raw=raw: take(raw)) if raw else None  # type: ignore[misc]
                if address is not None:
                    took[address] += 1
                mark = await self._remember(Mark(mark.validity, uid, time.time()))
        return mark

    async def _new(self, client: IMAP4, mark: Mark) -> list[int]:
        found = await self._ask(client.uid_search(f"UID {mark.uid + 1}:*", charset=None))
        words = b" ".join(bytes(one) for one in found.lines[:-1]).split()
        return sorted(int(one) for one in words if one.isdigit() and int(one) > mark.uid)

    async def _fetch(self, client: IMAP4, uid: int) -> bytes:
        """Return a mail; of one that is too large only the beginning. Empty if it is gone by now."""
        part = f"(BODY.PEEK[]<0.{LARGEST}>)"
        found = await self._ask(client.uid("fetch", str(uid), part))
        return next((bytes(one) for one in found.lines if isinstance(one, bytearray)), b"")

    async def _remember(self, mark: Mark) -> Mark:
        await stored(lambda: self._memory.put(self._fact, str(mark)))
        return mark

    # ── waiting ──────────────────────────────────────────────────────────────────────────────────

    async def _news(self, client: IMAP4, seconds: float) -> None:
        """Wait until there may be something new. Raises Temporary when the connection is lost."""
        if not client.has_capability("IDLE"):
            await self._held(asyncio.sleep(POLL))
            await self._ask(client.noop())
            return
        idle = await self._held(client.idle_start(timeout=2 * LOOK))
        await self._held(_push(client, seconds), LOOK + PATIENCE)
        client.idle_done()
        await self._held(idle)

    async def _held(self, call: Awaitable[T], seconds: float = PATIENCE) -> T:
        """Wait for it while the connection lasts (the client waits on after its end). Raises Temporary."""
        answer = asyncio.ensure_future(call)
        lost = asyncio.ensure_future(self._lost.wait())
        try:
            await asyncio.wait((answer, lost), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if not answer.done():
                raise _unreachable()
            return answer.result()
        except _FAILURES as error:
            raise _unreachable(error) from error
        finally:
            lost.cancel()
            answer.cancel()

    # ── the connection ───────────────────────────────────────────────────────────────────────────

    @asynccontextmanager
    async def _selected(self) -> AsyncIterator[tuple[IMAP4, Mark]]:
        """Log in and open the mailbox; yields how far we read it."""
        client = self._connect()
        try:
            await self._held(client.wait_hello_from_server())
            if not self._server.tls and not (self._server.is_here and self._context is None):
                await self._encrypt(client)
            await self._login(client)
            found = await self._ask(client.select("INBOX"))
            yield client, await self._mark(client, found)
        finally:
            if not self._lost.is_set():
                with suppress(*_FAILURES, Temporary):
                    await self._held(client.logout(), 2.0)
            if client.protocol.transport is not None:
                client.protocol.transport.close()

    def _connect(self) -> IMAP4:
        lost = self._lost = asyncio.Event()

        def ended(_error: Exception | None) -> None:
            lost.set()
            _answer_all(client)

        tls = self._context or ssl.create_default_context() if self._server.tls else None
        client = IMAP4(
            self._server.host,
            self._server.port,
            timeout=PATIENCE,
            conn_lost_cb=ended,
            ssl_context=tls,
        )
        return client

    async def _encrypt(self, client: IMAP4) -> None:
        """Go on encrypted (RFC 3501, 6.2.1); raises Permanent where the server does not offer that."""
        if not client.has_capability("STARTTLS"):
            raise Permanent(NO_TLS)
        await self._held(start_tls(client, self._server.host, self._context))

    async def _login(self, client: IMAP4) -> None:
        user = self._server.user.replace("\\", "\\\\").replace('"', '\\"')
        answer = await self._held(client.login(f'"{user}"', self._server.password))
        if answer.result != "OK":
            raise Permanent(NO_LOGIN)

    async def _mark(self, client: IMAP4, selected: Response) -> Mark:
        """Return how far we read. A mailbox that we never saw is read from now on."""
        validity, following = _number(selected, "UIDVALIDITY"), _number(selected, "UIDNEXT")
        known = Mark.parse(await stored(lambda: self._memory.get(self._fact)))
        if known is not None and known.validity == validity:
            return known
        if known is None:
            return await self._remember(Mark(validity, max(following - 1, 0), time.time()))
        log.warning("the mailbox counts anew: mails since the last look are read again")
        found = await self._ask(client.uid_search(_since(known.at), charset=None))
        words = b" ".join(bytes(one) for one in found.lines[:-1]).split()
        first = min((int(one) for one in words if one.isdigit()), default=following)
        return await self._remember(Mark(validity, max(first - 1, 0), known.at))

    async def _ask(self, call: Awaitable[Response]) -> Response:
        answer = await self._held(call)
        if answer.result != "OK":
            raise Temporary("the mailbox refuses to be read")
        return answer

    @property
    def _fact(self) -> str:
        return f"imap:{digest(self._server.host, str(self._server.port), self._server.user)}"


def _answer_all(client: IMAP4) -> None:
    """Let go whoever waits for an answer that cannot come any more; they hold locks of the client."""
    protocol = client.protocol
    for command in (protocol.pending_sync_command, *protocol.pending_async_commands.values()):
        if command is not None:
            command.close(b"the connection is lost", result="BAD")


async def _push(client: IMAP4, seconds: float) -> None:
    """Wait until the server says something, or long enough."""
    with suppress(TimeoutError):
        await client.wait_server_push(timeout=seconds)


def _unreachable(error: Exception | None = None) -> ChannelError:
    untrusted = error is not None and is_untrusted(error)
    return Temporary(UNTRUSTED.format("the mailbox") if untrusted else "the mailbox cannot be reached")


def _since(at: float) -> str:
    """Search for what came since then, and was not written longer before than mail may be on its way.

    When it came is not enough: a mailbox that was put back from a backup may say of all its mails that they
    came just now, and years of old mails would be answered.
    """
    written, ahead = _day(at - ON_ITS_WAY), _day(time.time() + 2 * DAY)
    return f"SINCE {_day(at)} NOT SENTBEFORE {written} NOT SENTSINCE {ahead}"


def _day(at: float) -> str:
    day = datetime.fromtimestamp(at, UTC)
    return f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}"


def _number(answer: Response, name: str) -> int:
    for one in answer.lines:
        if isinstance(one, bytes) and (found := re.search(rf"{name} (\d+)".encode(), one)):
            return int(found[1])
    return 0
