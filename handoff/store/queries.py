"""What is read from SQLite: each function asks one connection one question."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import cast

from handoff.approvals import Approval
from handoff.ids import Address, ApprovalId, ConversationId, RowId, RunId, Ticket
from handoff.run import Run
from handoff.state import Conversation
from handoff.store import codec
from handoff.store.base import Row
from handoff.store.bulk import Bind
from handoff.store.reading import Counts, HandoffQuery, HandoffRow, RunQuery, ThreadRow
from handoff.store.rows import THREAD, RowLine, ThreadLine, read_row, read_thread
from handoff.store.statements import OUTBOX, SECRET
from handoff.transcript import Entry

# What a fact's name begins with, so that none meets the ticket counter or a secret.
MEMO = "memo:"

# Spelled like the partial indices, or SQLite does not use them.
LIVE = "state IN ('pending', 'sending')"
GOING = "phase IN ('going', 'waiting')"


def conversation(connection: sqlite3.Connection, id_: ConversationId) -> Conversation | None:
    """Return the newest committed state."""
    found = connection.execute("SELECT state FROM conversations WHERE id = ?", (id_,)).fetchone()
    return codec.load_conversation(found[0]) if found else None


def entries(
    connection: sqlite3.Connection, id_: ConversationId, after: int, limit: int | None
) -> Sequence[Entry]:
    """Return the newest entries after a seq, in order."""
    found = connection.execute(
        "SELECT entry FROM entries WHERE conversation = ? AND seq > ? ORDER BY seq DESC LIMIT ?",
        (id_, after, -1 if limit is None else limit),
    ).fetchall()
    return tuple(codec.load_entry(entry) for (entry,) in reversed(found))


def _rows(connection: sqlite3.Connection, tail: str, *binds: Bind) -> list[RowLine]:
    return cast(list[RowLine], connection.execute(f"SELECT {OUTBOX} FROM outbox {tail}", binds).fetchall())


def due(connection: sqlite3.Connection, now: float, limit: int, exclude: frozenset[RowId]) -> Sequence[Row]:
    """Return live rows that are due, in order of due and insertion."""
    tail = f"WHERE {LIVE} AND due <= ? ORDER BY due, number LIMIT ?"
    found = _rows(connection, tail, now, limit + len(exclude))
    return tuple(read_row(line) for line in [line for line in found if line[0] not in exclude][:limit])


def next_due(connection: sqlite3.Connection, after: float) -> float | None:
    """Return the earliest due after a moment among pending rows."""
    found = connection.execute(
        f"SELECT due FROM outbox WHERE {LIVE} AND state = 'pending' AND due > ? ORDER BY due LIMIT 1",
        (after,),
    ).fetchone()
    return cast(float, found[0]) if found else None


def rows(connection: sqlite3.Connection, id_: ConversationId) -> Sequence[Row]:
    """Return a conversation's rows in order of insertion."""
    return tuple(map(read_row, _rows(connection, "WHERE conversation = ? ORDER BY number", id_)))


def row(connection: sqlite3.Connection, id_: RowId) -> Row | None:
    """Return one row."""
    found = _rows(connection, "WHERE id = ?", id_)
    return read_row(found[0]) if found else None


def dead(connection: sqlite3.Connection, limit: int) -> Sequence[Row]:
    """Return rows that were given up, the newest first."""
    tail = "WHERE state IN ('dropped', 'dead') AND state = 'dead' ORDER BY number DESC LIMIT ?"
    return tuple(map(read_row, _rows(connection, tail, limit)))


def handoffs(connection: sqlite3.Connection, query: HandoffQuery) -> Sequence[HandoffRow]:
    """Return the log of handoffs, the newest first."""
    terms: dict[str, Bind] = {
        "opened >= ?": query.since,
        "handoffs.queue = ?": query.queue,
        "handoffs.category = ?": query.category,
        "ifnull(ending, 'open') = ?": query.ending,
        "conversation = ?": query.conversation,
    }
    asked = {term: value for term, value in terms.items() if value is not None}
    tail = f"WHERE {' AND '.join(['true', *asked])} ORDER BY opened DESC, number DESC LIMIT ?"
    return _handoffs(connection, tail, *asked.values(), query.limit)


def handoff(connection: sqlite3.Connection, ticket: Ticket) -> HandoffRow | None:
    """Return one handoff."""
    return next(iter(_handoffs(connection, "WHERE number = ?", ticket.number)), None)


def _handoffs(connection: sqlite3.Connection, tail: str, *binds: Bind) -> Sequence[HandoffRow]:
    found = connection.execute(
        "SELECT conversation, contact, handoff FROM handoffs JOIN conversations ON id = conversation " + tail,
        binds,
    )
    return tuple(HandoffRow(id_, contact, codec.load_handoff(text)) for id_, contact, text in found)


def thread(connection: sqlite3.Connection, address: Address) -> ThreadRow | None:
    """Return whose desk thread it is."""
    found = connection.execute(
        f"SELECT {THREAD} FROM threads WHERE channel = ? AND chat = ?", (address.channel, address.chat)
    ).fetchone()
    return read_thread(cast(ThreadLine, found)) if found else None


def threads(connection: sqlite3.Connection, channel: str) -> Sequence[ThreadRow]:
    """Return a channel's desk threads whose handoff is open, in the order of their tickets.

    All threads there ever were are many, open handoffs are few. SQLite does not know that, so it is told to
    begin with these (CROSS) and to look up the threads of each.
    """
    found = connection.execute(
        f"SELECT {THREAD} FROM handoffs CROSS JOIN threads INDEXED BY threads_ticket ON ticket = number "
        "WHERE closed IS NULL AND channel = ? ORDER BY number, chat",
        (channel,),
    )
    return tuple(read_thread(cast(ThreadLine, line)) for line in found)


def approvals(connection: sqlite3.Connection, pending: bool) -> Sequence[Approval]:
    """Return approvals, the oldest first."""
    which = "WHERE ruling = 'pending' " if pending else ""
    found = connection.execute(f"SELECT approval FROM approvals {which}ORDER BY asked, id")
    return tuple(codec.load_approval(text) for (text,) in found)


def approval(connection: sqlite3.Connection, id_: ApprovalId) -> Approval | None:
    """Return one approval."""
    found = connection.execute("SELECT approval FROM approvals WHERE id = ?", (id_,)).fetchone()
    return codec.load_approval(found[0]) if found else None


def runs(connection: sqlite3.Connection, query: RunQuery) -> Sequence[Run]:
    """Return runs, what changed last first."""
    terms = {"workflow = ?": query.workflow, "conversation = ?": query.conversation}
    asked = {term: value for term, value in terms.items() if value is not None}
    where = " AND ".join([GOING if query.live else "true", *asked])
    found = connection.execute(
        f"SELECT run FROM runs WHERE {where} ORDER BY changed DESC, id LIMIT ?",
        (*asked.values(), query.limit),
    )
    return tuple(codec.load_run(text) for (text,) in found)


def run(connection: sqlite3.Connection, id_: RunId) -> Run | None:
    """Return one run."""
    found = connection.execute("SELECT run FROM runs WHERE id = ?", (id_,)).fetchone()
    return codec.load_run(found[0]) if found else None


def run_counts(connection: sqlite3.Connection) -> Mapping[tuple[str, str, str], int]:
    """Count live runs by workflow, definition and node."""
    found = connection.execute(
        f"SELECT workflow, digest, node, count(*) FROM runs WHERE {GOING} GROUP BY workflow, digest, node"
    )
    return {(workflow, digest, node): count for workflow, digest, node, count in found}


def definition(connection: sqlite3.Connection, digest: str) -> str | None:
    """Return a definition's text."""
    found = connection.execute("SELECT definition FROM definitions WHERE digest = ?", (digest,)).fetchone()
    return cast(str, found[0]) if found else None


def tagged(connection: sqlite3.Connection, tag: str) -> Sequence[ConversationId]:
    """Return the conversations in a folder."""
    found = connection.execute("SELECT conversation FROM tags WHERE tag = ? ORDER BY conversation", (tag,))
    return tuple(ConversationId(id_) for (id_,) in found)


def tags(connection: sqlite3.Connection) -> Mapping[str, int]:
    """Return the folders by name, and how many conversations each holds."""
    return dict(connection.execute("SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY tag").fetchall())


def counts(connection: sqlite3.Connection) -> Counts:
    """Count conversations by owner and rows by state.

    Nearly all rows are sent ones, and those are counted as what remains: the others have small indices.
    """
    owners = dict(connection.execute("SELECT owner, count(*) FROM conversations GROUP BY owner"))
    states = dict(
        connection.execute(
            f"SELECT state, count(*) FROM outbox WHERE {LIVE} GROUP BY state UNION ALL "
            "SELECT state, count(*) FROM outbox WHERE state IN ('dropped', 'dead') GROUP BY state"
        )
    )
    (total,) = connection.execute("SELECT count(*) FROM outbox").fetchone()
    sent = total - sum(states.values())
    return Counts(owners, states | ({"sent": sent} if sent else {}))


def secret(connection: sqlite3.Connection, name: str) -> bytes | None:
    """Return the secret of that name if there is one."""
    found = connection.execute(SECRET, (name,)).fetchone()
    return bytes(found[0]) if found else None


def memos(connection: sqlite3.Connection, prefix: str) -> Mapping[str, str]:
    """Return the facts whose name begins so.

    Names are compared byte by byte, and no text holds the byte ff: all that begins so lies between.
    """
    first = (MEMO + prefix).encode()
    found = connection.execute(
        "SELECT name, value FROM meta WHERE name >= CAST(? AS TEXT) AND name < CAST(? AS TEXT)",
        (first, first + b"\xff"),
    )
    return {name.removeprefix(MEMO): value for name, value in found}
