"""Follows one conversation: first where it stands, then what was missed, then what happens.

The watch is opened before the past is read, so nothing can fall between the two; what is seen twice is
told once, because every entry has a seq and the reader has a place. A notice that was dropped, or one that
leaves a gap, sends us back to the transcript.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Final

from channels.web.outbound import Frame, Shapes
from channels.web.ports import History
from handoff.feed import Changed, Feed, Notice, Typing, Watch
from handoff.ids import ConversationId
from handoff.state import Conversation
from handoff.transcript import AuthorKind, Entry, EntryKind, Message, messages

HEARTBEAT: Final = 15.0
CHANGES: Final = (EntryKind.EDIT, EntryKind.DELETE)


class Stream:
    """One open page. Use ``frames`` once; ``stop`` ends it from outside."""

    def __init__(
        self,
        history: History,
        feed: Feed,
        shapes: Shapes,
        conversation: ConversationId,
        heartbeat: float = HEARTBEAT,
    ) -> None:
        self._history = history
        self._feed = feed
        self._shapes = shapes
        self._conversation = conversation
        self._heartbeat = heartbeat
        self._last = 0
        self._version = -1
        self._state: Frame | None = None
        self._said: dict[int, Entry] = {}
        self._theirs: dict[str, int] = {}
        self._coming: asyncio.Future[Notice] | None = None
        self._stopped = False

    def stop(self) -> None:
        """Let the stream end; the page comes back by itself."""
        self._stopped = True
        if self._coming is not None:
            self._coming.cancel()

    async def frames(self, after: int) -> AsyncIterator[Frame | None]:
        """Yield the state, every frame with a greater seq, and then what comes; None when it was quiet.

        A reader that claims a place the conversation never reached is put at its end; the state's ``seq``
        tells it so.
        """
        with self._feed.watch(self._conversation) as watch:
            standing = await self._history.conversation(self._conversation)
            self._last = min(after, standing.seq if standing else 0)
            self._learn(standing)
            yield self._now(self._shapes.state(standing))
            for missed in await self._missed():
                yield missed
            async for frame in self._live(watch):
                yield frame

    async def _live(self, watch: Watch) -> AsyncIterator[Frame | None]:
        coming = self._next(watch)
        try:
            while await self._wait(coming):
                if watch.lagged:
                    watch.lagged = False
                    for frame in await self._again():
                        yield frame
                if not coming.done():
                    yield None
                    continue
                notice = coming.result()
                coming = self._next(watch)
                for frame in await self._told(notice):
                    yield frame
        except StopAsyncIteration:
            return
        finally:
            coming.cancel()

    def _next(self, watch: Watch) -> asyncio.Future[Notice]:
        self._coming = asyncio.ensure_future(anext(watch))
        return self._coming

    async def _wait(self, coming: asyncio.Future[Notice]) -> bool:
        """Wait for a notice or the heartbeat; False once the stream was stopped."""
        if not self._stopped:
            await asyncio.wait({coming}, timeout=self._heartbeat)
        return not self._stopped

    async def _told(self, notice: Notice) -> Sequence[Frame]:
        if isinstance(notice, Typing):
            frame = self._shapes.typing(notice)
            return [frame] if frame else []
        if not isinstance(notice, Changed):
            return []
        fresh = [entry for entry in notice.entries if entry.seq > self._last]
        gap = bool(fresh) and fresh[0].seq != self._last + 1
        frames = await self._missed() if gap else await self._drawn(fresh)
        return [*frames, *self._changed(notice.conversation)]

    async def _again(self) -> Sequence[Frame]:
        standing = await self._history.conversation(self._conversation)
        frames = await self._missed()
        return [*frames, *(self._changed(standing) if standing else ())]

    async def _missed(self) -> Sequence[Frame]:
        return await self._drawn(await self._history.entries(self._conversation, after=self._last))

    def _changed(self, standing: Conversation) -> Sequence[Frame]:
        """Tell the state if it is newer than what the page knows, and different."""
        if not self._learn(standing):
            return []
        before, after = self._state, self._shapes.state(standing)
        if before is not None and _same(before, after):
            return []
        return [self._now(after)]

    def _learn(self, standing: Conversation | None) -> bool:
        if standing is None or standing.version <= self._version:
            return False
        self._version = standing.version
        return True

    def _now(self, frame: Frame) -> Frame:
        self._state = frame
        return frame

    async def _drawn(self, entries: Sequence[Entry]) -> Sequence[Frame]:
        """Draw entries in order; what the same batch takes back is not told first."""
        folded = {message.entry.seq: message for message in messages(entries)}
        frames: list[Frame] = []
        for entry in entries:
            frame = await self._frame(entry, folded)
            self._last = entry.seq
            if frame is not None:
                frames.append(frame)
        return frames

    async def _frame(self, entry: Entry, folded: dict[int, Message]) -> Frame | None:
        if entry.kind is EntryKind.MESSAGE:
            self._remember(entry)
            return self._shapes.message(folded[entry.seq])
        if entry.kind in CHANGES:
            target = await self._target(entry)
            return (
                None
                if target is None or _withheld(entry, target, folded)
                else self._shapes.change(entry, target)
            )
        return None

    async def _target(self, change: Entry) -> Entry | None:
        """Return the message that was changed; None when it was a note, which the contact never learns of."""
        known = self._known(change)
        if known is None:
            first = 0 if change.target is None else change.target - 1
            for entry in await self._history.entries(self._conversation, after=first):
                if entry.kind is EntryKind.MESSAGE:
                    self._remember(entry)
            known = self._known(change)
        return known

    def _known(self, change: Entry) -> Entry | None:
        seq = self._theirs.get(change.id) if change.target is None else change.target
        return None if seq is None else self._said.get(seq)

    def _remember(self, entry: Entry) -> None:
        self._said[entry.seq] = entry
        if entry.id and entry.author.kind is AuthorKind.CONTACT:
            self._theirs[entry.id] = entry.seq


def _withheld(change: Entry, target: Entry, folded: dict[int, Message]) -> bool:
    """Whether it is an older wording of something that was taken back since."""
    now = folded.get(target.seq)
    return change.kind is EntryKind.EDIT and now is not None and now.deleted_at is not None


def _same(one: Frame, other: Frame) -> bool:
    """Whether two states differ in nothing but their place."""
    return {**one.data, "seq": 0} == {**other.data, "seq": 0}
