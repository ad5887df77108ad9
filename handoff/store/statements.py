"""What the writer says to SQLite."""

from typing import Final

from handoff.store.bulk import Bulk

# fmt: off
_SHOWN: Final = (
    "version", "contact", "name", "owner", "operator", "operator_name", "ticket", "queue", "reason",
    "mechanism", "category", "priority", "waiting_since", "snoozed", "since", "seq", "words", "state",
)
# fmt: on
_LAST: Final = ("last_seq", "last_at", "last_text", "last_who")
CONVERSATION: Final = ("id", *_SHOWN, *_LAST)

# A write that holds no message has last_seq 0, and what was the last message then stays it.
PUT_CONVERSATION: Final = Bulk(
    f"INSERT INTO conversations ({', '.join(CONVERSATION)})",
    len(CONVERSATION),
    "ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _SHOWN)
    + ", "
    + ", ".join(f"{name} = iif(excluded.last_seq > 0, excluded.{name}, {name})" for name in _LAST),
)
CHANGE_LAST: Final = "UPDATE conversations SET last_text = ? WHERE id = ? AND last_seq = ?"

ADD_ENTRY: Final = Bulk("INSERT INTO entries (conversation, seq, words, entry)", 4)
ADD_KEY: Final = Bulk("INSERT INTO keys (key, conversation, seq)", 3)

OUTBOX: Final = "id, conversation, lane, effect, due, fence, state, attempts, ref, error, doubtful"
ADD_ROW: Final = Bulk(f"INSERT INTO outbox ({OUTBOX})", 11, "ON CONFLICT (id) DO NOTHING")

# A dropped row can turn out to have been sent, but it never becomes live again: its epoch is over.
SETTLE_ROW: Final = Bulk(
    "WITH done (id, state, attempts, due, ref, error, doubtful) AS (",
    7,
    ") UPDATE outbox SET state = done.state, attempts = done.attempts, due = ifnull(done.due, outbox.due), "
    "ref = ifnull(done.ref, outbox.ref), error = done.error, doubtful = done.doubtful "
    "FROM done WHERE outbox.id = done.id "
    "AND NOT (outbox.state = 'dropped' AND done.state IN ('pending', 'sending'))",
)
DROP_FENCED: Final = (
    "UPDATE outbox SET state = 'dropped' WHERE conversation = ? AND state = 'pending' AND fence < ?"
)

PUT_HANDOFF: Final = Bulk(
    "INSERT INTO handoffs "
    "(number, conversation, queue, category, mechanism, opened, closed, ending, handoff)",
    9,
    "ON CONFLICT (number) DO UPDATE SET conversation = excluded.conversation, queue = excluded.queue, "
    "category = excluded.category, mechanism = excluded.mechanism, opened = excluded.opened, "
    "closed = excluded.closed, ending = excluded.ending, handoff = excluded.handoff",
)
# Every decision about a handoff names its threads again: what stands there already is not written anew.
PUT_THREAD: Final = Bulk(
    "INSERT INTO threads (channel, chat, place, conversation, ticket)",
    5,
    "ON CONFLICT (channel, chat) DO UPDATE SET place = excluded.place, "
    "conversation = excluded.conversation, ticket = excluded.ticket "
    "WHERE (place, conversation, ticket) IS NOT (excluded.place, excluded.conversation, excluded.ticket)",
)
PUT_APPROVAL: Final = Bulk(
    "INSERT INTO approvals (id, conversation, queue, ruling, asked, approval)",
    6,
    "ON CONFLICT (id) DO UPDATE SET conversation = excluded.conversation, queue = excluded.queue, "
    "ruling = excluded.ruling, asked = excluded.asked, approval = excluded.approval",
)
PUT_RUN: Final = Bulk(
    "INSERT INTO runs (id, conversation, workflow, digest, node, phase, changed, run)",
    8,
    "ON CONFLICT (id) DO UPDATE SET conversation = excluded.conversation, workflow = excluded.workflow, "
    "digest = excluded.digest, node = excluded.node, phase = excluded.phase, changed = excluded.changed, "
    "run = excluded.run",
)
CLEAR_TAGS: Final = Bulk("DELETE FROM tags WHERE conversation IN (", 1, ")")
ADD_TAG: Final = Bulk("INSERT INTO tags (conversation, tag)", 2)
ADD_DEFINITION: Final = (
    "INSERT INTO definitions (digest, name, definition) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING"
)

# What a decision meets: the version of its conversation, and whether that is in any folder.
STORED: Final = Bulk(
    "WITH asked (id) AS (",
    1,
    ") SELECT json_group_array(json_array(id, version, EXISTS (SELECT 1 FROM tags WHERE conversation = id))) "
    "FROM asked JOIN conversations USING (id)",
)
KEYS: Final = Bulk("WITH asked (key) AS (", 1, ") SELECT key, seq FROM asked JOIN keys USING (key)")

NEXT_TICKET: Final = "UPDATE meta SET value = value + 1 WHERE name = 'ticket'"
TICKET: Final = "SELECT value FROM meta WHERE name = 'ticket'"
PUT_META: Final = (
    "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
DROP_META: Final = "DELETE FROM meta WHERE name = ?"
SECRET: Final = "SELECT value FROM meta WHERE name = 'secret:' || ?"
