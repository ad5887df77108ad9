"""The inbox's list out of SQLite: three parts, each read in the order of its own index."""

import sqlite3
from collections.abc import Sequence
from typing import cast

from handoff.ownership import Owner
from handoff.store.bulk import Bind
from handoff.store.glance import wanted
from handoff.store.reading import Query, Summary
from handoff.store.rows import SUMMARY, SummaryLine, read_summary

# Which owners, the condition as its index spells it, and the order.
_PARTS: tuple[tuple[frozenset[Owner], str, str], ...] = (
    (
        frozenset({Owner.WAITING}),
        "owner = 'waiting'",
        "priority DESC, ifnull(waiting_since, since), id",
    ),
    (
        frozenset({Owner.HUMAN}),
        "owner = 'human'",
        "last_at DESC, id",
    ),
    (
        frozenset({Owner.AGENT, Owner.AUTOMATION, Owner.CLOSED}),
        "owner NOT IN ('waiting', 'human')",
        "last_at DESC, id",
    ),
)
_MENTIONS = (
    "(instr(words, ?) OR EXISTS (SELECT 1 FROM entries WHERE conversation = id AND instr(entries.words, ?)))"
)


def conversations(connection: sqlite3.Connection, query: Query) -> Sequence[Summary]:
    """Return matching conversations: who waits, who talks to a person, the rest."""
    found: list[Summary] = []
    for owners, condition, order in _PARTS:
        wanted_owners = owners.intersection(query.owners or owners)
        if wanted_owners and len(found) < query.limit:
            terms, binds = _terms(query, wanted_owners)
            where = " AND ".join([condition, *terms])
            sql = f"SELECT {SUMMARY} FROM conversations WHERE {where} ORDER BY {order} LIMIT ?"
            lines = connection.execute(sql, (*binds, query.limit - len(found)))
            found += [read_summary(cast(SummaryLine, line)) for line in lines]
    return tuple(found)


def _terms(query: Query, owners: frozenset[Owner]) -> tuple[list[str], list[Bind]]:
    terms = [f"owner IN ({', '.join('?' * len(owners))})"]
    binds: list[Bind] = [owner.value for owner in owners]
    if query.operator is not None:
        terms.append("operator = ?")
        binds.append(query.operator)
    if query.queue is not None:
        terms.append("queue = ?")
        binds.append(query.queue)
    if query.tag is not None:
        terms.append("id IN (SELECT conversation FROM tags WHERE tag = ?)")
        binds.append(query.tag)
    for word in wanted(query.words):
        terms.append(_MENTIONS)
        binds += [word, word]
    return terms, binds
