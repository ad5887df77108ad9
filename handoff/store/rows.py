"""Values to table lines and back."""

from typing import NamedTuple

from handoff.approvals import Approval
from handoff.envelope import Handoff
from handoff.ids import Address, ConversationId, RowId, Ticket
from handoff.ownership import Owner
from handoff.run import Run
from handoff.state import Conversation
from handoff.store import codec
from handoff.store.base import Row, RowState, Settled, Write
from handoff.store.bulk import Line
from handoff.store.check import check
from handoff.store.glance import Last, changed_texts, last_said, searchable, summarize
from handoff.store.reading import Summary, ThreadRow
from handoff.store.threads import opened
from handoff.transcript import Entry

SUMMARY = (
    "id, contact, name, owner, last_at, last_text, last_who, since, seq, operator, operator_name, "
    "ticket, queue, reason, mechanism, category, priority, waiting_since, snoozed"
)
THREAD = "channel, chat, place, threads.conversation, ticket"


class Bound(NamedTuple):
    """One decision as the lines its statements bind, encoded where the caller still hears of a mistake."""

    id: ConversationId
    expected: int
    version: int
    conversation: Line
    entries: list[Line]
    rows: list[Line]
    settled: list[Line]
    handoffs: list[Line]
    threads: list[Line]
    approvals: list[Line]
    runs: list[Line]
    tags: list[Line]
    changed: list[Line]
    key: str | None
    key_seq: int | None
    drop_below: int | None


def bind(write: Write) -> Bound:
    """Encode a decision; raises RuleBroken or ValueError for one that cannot be stored."""
    check(write)
    conversation = write.conversation
    return Bound(
        id=conversation.id,
        expected=write.expected,
        version=conversation.version,
        conversation=_conversation(conversation, last_said(write.entries)),
        entries=[_entry(conversation.id, entry) for entry in write.entries],
        rows=[_row(row) for row in write.rows],
        settled=[bind_settled(settled) for settled in write.settled],
        handoffs=[_handoff(conversation.id, handoff) for handoff in write.handoffs],
        threads=[_thread(row) for row in opened(conversation.id, write.handoffs)],
        approvals=[_approval(approval) for approval in write.approvals],
        runs=[_run(run) for run in write.runs],
        tags=[(conversation.id, tag) for tag in dict.fromkeys(conversation.tags)],
        changed=[(text, conversation.id, seq) for seq, text in changed_texts(write.entries, conversation)],
        key=write.key,
        key_seq=write.key_seq,
        drop_below=conversation.fence if write.drop_fenced else None,
    )


def _conversation(conversation: Conversation, said: Last | None) -> Line:
    last = said or Last(at=conversation.created)
    line = summarize(conversation, last)
    return (
        line.id, conversation.version, line.contact, line.name, line.owner.value, line.operator,
        line.operator_name, line.ticket, line.queue, line.reason, line.mechanism, line.category,
        line.priority, line.waiting_since, line.snoozed, line.since, line.seq, searchable(line),
        codec.dump_conversation(conversation), last.seq, last.at, last.text, last.who,
    )  # fmt: skip


def _entry(conversation: ConversationId, entry: Entry) -> Line:
    return conversation, entry.seq, entry.content.text.casefold(), codec.dump_entry(entry)


def _row(row: Row) -> Line:
    effect = codec.dump_effect(row.effect)
    return (
        row.id, row.conversation, row.lane, effect, row.due, row.fence,
        row.state.value, row.attempts, row.ref, row.error, row.doubtful,
    )  # fmt: skip


def bind_settled(settled: Settled) -> Line:
    """Encode what became of a row; its id comes first."""
    return (
        settled.id, settled.state.value, settled.attempts, settled.due,
        settled.ref, settled.error, settled.doubtful,
    )  # fmt: skip


def _handoff(conversation: ConversationId, handoff: Handoff) -> Line:
    ending = handoff.ending.value if handoff.ending else None
    return (
        handoff.ticket.number, conversation, handoff.queue, handoff.trigger.category,
        handoff.trigger.mechanism.value, handoff.opened, handoff.closed, ending, codec.dump_handoff(handoff),
    )  # fmt: skip


def _thread(row: ThreadRow) -> Line:
    return row.thread.channel, row.thread.chat, row.place.chat, row.conversation, row.ticket.number


def _approval(approval: Approval) -> Line:
    return (
        approval.id, approval.conversation, approval.queue, approval.ruling.value,
        approval.asked, codec.dump_approval(approval),
    )  # fmt: skip


def _run(run: Run) -> Line:
    return (
        run.id, run.conversation, run.workflow, run.digest, run.node, run.phase.value, run.changed,
        codec.dump_run(run),
    )  # fmt: skip


SummaryLine = tuple[
    ConversationId, str, str, str, float, str, str, float, int, str | None, str, str | None, str | None,
    str | None, str | None, str | None, int, float | None, float | None,
]  # fmt: skip
RowLine = tuple[
    RowId, ConversationId, str, str, float, int | None, str, int, str | None, str | None, int
]  # fmt: skip

ThreadLine = tuple[str, str, str, ConversationId, int]


def read_summary(line: SummaryLine) -> Summary:
    """Read a line selected as SUMMARY."""
    return Summary(line[0], line[1], line[2], Owner(line[3]), *line[4:])


def read_row(line: RowLine) -> Row:
    """Read a line selected as OUTBOX."""
    id_, conversation, lane, effect, due, fence, state, attempts, ref, error, doubtful = line
    return Row(
        id=id_, conversation=conversation, lane=lane, effect=codec.load_effect(effect), due=due, fence=fence,
        state=RowState(state), attempts=attempts, ref=ref, error=error, doubtful=bool(doubtful),
    )  # fmt: skip


def read_thread(line: ThreadLine) -> ThreadRow:
    """Read a line selected as THREAD."""
    channel, chat, place, conversation, ticket = line
    return ThreadRow(Address(channel, chat), Address(channel, place), conversation, Ticket(ticket))
