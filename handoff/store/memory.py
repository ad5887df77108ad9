"""The whole store in memory: the twin that ships with the package and keeps the same contract."""

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from handoff.approvals import Approval, Ruling
from handoff.errors import RuleBroken, StoreUnavailable
from handoff.ids import Address, ApprovalId, ConversationId, RowId, RunId, Ticket
from handoff.ownership import Owner
from handoff.run import Run
from handoff.state import Conversation
from handoff.store.base import Committed, Conflict, Duplicate, Result, Row, RowState, Settled, Store, Write
from handoff.store.check import check
from handoff.store.glance import Last, changed_texts, last_said, searchable, summarize, wanted
from handoff.store.outbox import Outbox
from handoff.store.reading import (
    Counts,
    HandoffQuery,
    HandoffRow,
    Query,
    Reader,
    RunQuery,
    Summary,
    ThreadRow,
)
from handoff.store.runs import Runs
from handoff.store.threads import opened
from handoff.transcript import Entry

FIRST_TICKET = 1001


class MemoryStore(Store, Reader):
    """Store and reader in one object; what it holds lives as long as the object, also when it was closed."""

    def __init__(self) -> None:
        self._open = False
        self._conversations: dict[ConversationId, Conversation] = {}
        self._last: dict[ConversationId, Last] = {}
        self._entries: dict[ConversationId, dict[int, Entry]] = {}
        self._keys: dict[str, int | None] = {}
        self._outbox = Outbox()
        self._handoffs: dict[Ticket, HandoffRow] = {}
        self._threads: dict[Address, ThreadRow] = {}
        self._approvals: dict[ApprovalId, Approval] = {}
        self._runs = Runs()
        self._ticket = FIRST_TICKET - 1
        self._secrets: dict[str, bytes] = {}
        self._memos: dict[str, str] = {}

    async def open(self) -> None:
        self._open = True

    async def close(self) -> None:
        self._open = False

    async def load(self, conversation: ConversationId) -> Conversation | None:
        return await self.conversation(conversation)

    async def commit(self, write: Write) -> Result:
        await self.ping()
        check(write)
        if write.key is not None and write.key in self._keys:
            return Duplicate(self._keys[write.key])
        if self._version(write.conversation.id) != write.expected:
            return Conflict()
        self._refuse_clash(write)
        self._apply(write)
        return Committed()

    async def settle(self, settled: Settled) -> None:
        await self.ping()
        self._outbox.settle(settled)

    async def due(self, now: float, limit: int, exclude: frozenset[RowId] = frozenset()) -> Sequence[Row]:
        await self.ping()
        return self._outbox.due(now, limit, exclude)

    async def next_due(self, after: float) -> float | None:
        await self.ping()
        return self._outbox.next_due(after)

    async def reserve_ticket(self) -> Ticket:
        await self.ping()
        self._ticket += 1
        return Ticket(self._ticket)

    async def secret(self, name: str) -> bytes:
        await self.ping()
        if name not in self._secrets:
            self._secrets[name] = secrets.token_bytes(32)
        return self._secrets[name]

    async def remember(self, name: str, value: str) -> None:
        await self.ping()
        if value:
            self._memos[name] = value
        else:
            self._memos.pop(name, None)

    async def memos(self, prefix: str) -> Mapping[str, str]:
        await self.ping()
        return {name: value for name, value in self._memos.items() if name.startswith(prefix)}

    async def keep_definition(self, digest: str, name: str, text: str) -> None:
        await self.ping()
        self._runs.keep(digest, name, text)

    async def definition(self, digest: str) -> str | None:
        await self.ping()
        return self._runs.definition(digest)

    async def ping(self) -> None:
        if not self._open:
            raise StoreUnavailable("the store is closed")

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    def _version(self, conversation: ConversationId) -> int:
        found = self._conversations.get(conversation)
        return found.version if found else 0

    def _refuse_clash(self, write: Write) -> None:
        known = self._entries.get(write.conversation.id, {})
        seqs = [entry.seq for entry in write.entries]
        if len(set(seqs)) < len(seqs) or any(seq in known for seq in seqs):
            raise RuleBroken(f"{write.conversation.id}: an entry's seq is taken")

    def _apply(self, write: Write) -> None:
        conversation = write.conversation
        self._conversations[conversation.id] = conversation
        self._entries.setdefault(conversation.id, {}).update({e.seq: e for e in write.entries})
        self._remember_last(write)
        if write.key is not None:
            self._keys[write.key] = write.key_seq
        self._outbox.apply(write)
        contact = str(conversation.contact.address)
        self._handoffs.update({h.ticket: HandoffRow(conversation.id, contact, h) for h in write.handoffs})
        self._threads.update({row.thread: row for row in opened(conversation.id, write.handoffs)})
        self._approvals.update({approval.id: approval for approval in write.approvals})
        self._runs.put(write.runs)

    def _remember_last(self, write: Write) -> None:
        conversation = write.conversation
        last = last_said(write.entries) or self._last.get(conversation.id) or Last(at=conversation.created)
        for seq, text in changed_texts(write.entries, write.conversation):
            if seq == last.seq:
                last = replace(last, text=text)
        self._last[conversation.id] = last

    # ── reading ──────────────────────────────────────────────────────────────────────────────────

    async def conversations(self, query: Query) -> Sequence[Summary]:
        await self.ping()
        lines = (summarize(c, self._last[c.id]) for c in self._conversations.values())
        found = [line for line in lines if self._matches(line, query)]
        return tuple(sorted(found, key=_place)[: query.limit])

    def _matches(self, line: Summary, query: Query) -> bool:
        return (
            (not query.owners or line.owner in query.owners)
            and (query.operator is None or line.operator == query.operator)
            and (query.queue is None or line.queue == query.queue)
            and (query.tag is None or query.tag in self._conversations[line.id].tags)
            and all(self._mentions(line, word) for word in wanted(query.words))
        )

    def _mentions(self, line: Summary, word: str) -> bool:
        texts = (entry.content.text for entry in self._entries[line.id].values())
        return word in searchable(line) or any(word in text.casefold() for text in texts)

    async def conversation(self, conversation: ConversationId) -> Conversation | None:
        await self.ping()
        return self._conversations.get(conversation)

    async def entries(
        self, conversation: ConversationId, after: int = 0, limit: int | None = None
    ) -> Sequence[Entry]:
        await self.ping()
        known = self._entries.get(conversation, {})
        newer = [known[seq] for seq in sorted(known) if seq > after]
        return tuple(newer if limit is None else newer[max(0, len(newer) - limit) :])

    async def handoffs(self, query: HandoffQuery) -> Sequence[HandoffRow]:
        await self.ping()
        found = [row for row in self._handoffs.values() if _asked_for(row, query)]
        found.sort(key=lambda row: (row.handoff.opened, row.handoff.ticket), reverse=True)
        return tuple(found[: query.limit])

    async def handoff(self, ticket: Ticket) -> HandoffRow | None:
        await self.ping()
        return self._handoffs.get(ticket)

    async def thread(self, thread: Address) -> ThreadRow | None:
        await self.ping()
        return self._threads.get(thread)

    async def threads(self, channel: str) -> Sequence[ThreadRow]:
        await self.ping()
        found = [row for row in self._threads.values() if row.thread.channel == channel and self._live(row)]
        return tuple(sorted(found, key=lambda row: (row.ticket, row.thread)))

    def _live(self, row: ThreadRow) -> bool:
        return self._handoffs[row.ticket].handoff.closed is None

    async def approvals(self, pending: bool = True) -> Sequence[Approval]:
        await self.ping()
        found = [a for a in self._approvals.values() if not pending or a.ruling is Ruling.PENDING]
        return tuple(sorted(found, key=lambda approval: (approval.asked, approval.id)))

    async def approval(self, approval: ApprovalId) -> Approval | None:
        await self.ping()
        return self._approvals.get(approval)

    async def runs(self, query: RunQuery) -> Sequence[Run]:
        await self.ping()
        return self._runs.find(query)

    async def run(self, run: RunId) -> Run | None:
        await self.ping()
        return self._runs.get(run)

    async def run_counts(self) -> Mapping[tuple[str, str, str], int]:
        await self.ping()
        return self._runs.counts()

    async def tagged(self, tag: str) -> Sequence[ConversationId]:
        await self.ping()
        return tuple(sorted(id_ for id_, each in self._conversations.items() if tag in each.tags))

    async def tags(self) -> Mapping[str, int]:
        await self.ping()
        tags = (tag for each in self._conversations.values() for tag in set(each.tags))
        return dict(sorted(Counter(tags).items()))

    async def rows(self, conversation: ConversationId) -> Sequence[Row]:
        await self.ping()
        return tuple(row for row in self._outbox.all() if row.conversation == conversation)

    async def row(self, id: RowId) -> Row | None:
        await self.ping()
        return self._outbox.get(id)

    async def dead(self, limit: int = 100) -> Sequence[Row]:
        await self.ping()
        return tuple(row for row in reversed(self._outbox.all()) if row.state is RowState.DEAD)[:limit]

    async def counts(self) -> Counts:
        await self.ping()
        owners = (conversation.owner.value for conversation in self._conversations.values())
        return Counts(dict(Counter(owners)), dict(Counter(row.state.value for row in self._outbox.all())))


def _place(line: Summary) -> tuple[int, float, float, str]:
    """Where a line stands in the list; smaller is higher."""
    if line.owner is Owner.WAITING:
        since = line.since if line.waiting_since is None else line.waiting_since
        return 0, -line.priority, since, line.id
    return 1 if line.owner is Owner.HUMAN else 2, -line.last_at, 0.0, line.id


def _asked_for(row: HandoffRow, query: HandoffQuery) -> bool:
    handoff = row.handoff
    ending = "open" if handoff.ending is None else handoff.ending.value
    return (
        (query.since is None or handoff.opened >= query.since)
        and (query.queue is None or handoff.queue == query.queue)
        and (query.category is None or handoff.trigger.category == query.category)
        and (query.ending is None or ending == query.ending)
        and (query.conversation is None or row.conversation == query.conversation)
    )
