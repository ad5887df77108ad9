"""Many jobs in one transaction.

Nobody else writes, so what a decision would meet is known before anything is written: keys and
versions are read once, the jobs are judged in order as if each were alone, and only then the lines of
those that go through are written, table by table. So a conflict costs nothing and needs no savepoint.
"""

import json
import sqlite3
from collections.abc import Sequence
from itertools import chain

from handoff.store import statements as sql
from handoff.store.base import Committed, Conflict, Duplicate, Result
from handoff.store.errands import Errands
from handoff.store.job import Action, Commit, Job, Settle
from handoff.store.rows import Bound


def transact(connection: sqlite3.Connection, jobs: Sequence[Job]) -> None:
    """Do all jobs in one commit and leave each its result; raises, writing nothing, if one cannot."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        _do(connection, jobs)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _do(connection: sqlite3.Connection, jobs: Sequence[Job]) -> None:
    commits = [job for job in jobs if isinstance(job, Commit)]
    versions, tagged = _stored(connection, {job.bound.id for job in commits})
    _judge(connection, commits, versions)
    accepted = [job.bound for job in commits if isinstance(job.result, Committed)]
    _add(connection, accepted)
    _tag(connection, accepted, tagged)
    _run_errands(connection, jobs)
    for job in jobs:
        if isinstance(job, Action):
            job.run(connection)


# ── judging ──────────────────────────────────────────────────────────────────────────────────────


def _judge(connection: sqlite3.Connection, commits: Sequence[Commit], versions: dict[str, int]) -> None:
    keys = _keys(connection, {job.bound.key for job in commits if job.bound.key is not None})
    for job in commits:
        job.result = _verdict(job.bound, versions, keys)
        if isinstance(job.result, Committed):
            versions[job.bound.id] = job.bound.version
            if job.bound.key is not None:
                keys[job.bound.key] = job.bound.key_seq


def _verdict(bound: Bound, versions: dict[str, int], keys: dict[str, int | None]) -> Result:
    if bound.key is not None and bound.key in keys:
        return Duplicate(keys[bound.key])
    if versions.get(bound.id, 0) != bound.expected:
        return Conflict()
    return Committed()


def _stored(connection: sqlite3.Connection, ids: set[str]) -> tuple[dict[str, int], set[str]]:
    """Return the versions of the conversations, and which of them are in a folder."""
    found = sql.STORED.run(connection, [(id_,) for id_ in ids])
    lines = list(chain.from_iterable(json.loads(str(lines)) for (lines,) in found))
    return {id_: version for id_, version, _ in lines}, {id_ for id_, _, tagged in lines if tagged}


def _keys(connection: sqlite3.Connection, keys: set[str]) -> dict[str, int | None]:
    found = sql.KEYS.run(connection, [(key,) for key in keys])
    return {str(key): seq if isinstance(seq, int) else None for key, seq in found}


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


def _add(connection: sqlite3.Connection, bounds: Sequence[Bound]) -> None:
    sql.PUT_CONVERSATION.run(connection, [bound.conversation for bound in bounds])
    sql.ADD_KEY.run(connection, [(b.key, b.id, b.key_seq) for b in bounds if b.key is not None])
    sql.ADD_ENTRY.run(connection, [line for bound in bounds for line in bound.entries])
    sql.PUT_HANDOFF.run(connection, [line for bound in bounds for line in bound.handoffs])
    sql.PUT_THREAD.run(connection, [line for bound in bounds for line in bound.threads])
    sql.PUT_APPROVAL.run(connection, [line for bound in bounds for line in bound.approvals])
    sql.PUT_RUN.run(connection, [line for bound in bounds for line in bound.runs])
    for line in chain.from_iterable(bound.changed for bound in bounds):
        connection.execute(sql.CHANGE_LAST, line)


def _tag(connection: sqlite3.Connection, bounds: Sequence[Bound], tagged: set[str]) -> None:
    """Keep the folders in step with the states; of a conversation that comes twice the last state counts."""
    newest = {bound.id: bound.tags for bound in bounds}
    sql.CLEAR_TAGS.run(connection, [(id_,) for id_ in newest if id_ in tagged])
    sql.ADD_TAG.run(connection, [line for lines in newest.values() for line in lines])


def _run_errands(connection: sqlite3.Connection, jobs: Sequence[Job]) -> None:
    errands = Errands(connection)
    for job in jobs:
        if isinstance(job, Settle):
            errands.settle((job.line,))
        elif isinstance(job, Commit) and isinstance(job.result, Committed):
            errands.add(job.bound.rows)
            errands.settle(job.bound.settled)
            if job.bound.drop_below is not None:
                errands.drop(job.bound.id, job.bound.drop_below)
    errands.flush()
