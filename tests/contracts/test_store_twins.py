"""The stores agree: the same random operations, and after each every read compared."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.envelope import CardCopy, Ending
from handoff.ids import Address, RowId, RunId, Ticket
from handoff.ownership import Owner
from handoff.run import Phase, Run
from handoff.state import Conversation
from handoff.store.base import RowState, Settled, Write
from handoff.store.reading import HandoffQuery, Query, RunQuery
from handoff.transcript import EntryKind
from tests import builders as make_a
from tests.contracts.stores import KINDS, AnyStore

CHATS = ("ana", "ben", "cyd")
TEXTS = st.sampled_from(["hello", "Äpfel", "100%", "a_b", "", "it's \0 \\ “x”", "x" * 200])
WHEN = st.integers(0, 5).map(float)
ROW_IDS = st.sampled_from([RowId(f"r{n}") for n in range(8)])
PLACES = [Address("slack", "C1"), Address("slack", "C2"), Address("telegram", "-1")]
DESKS = ["", "1", "2", "it's \0"]
MEMOS = ["", "a", "a%", "a_", "A", "ab", "a\0", "a\U0010ffff", "b"]
QUERIES: Sequence[Query] = (
    Query(),
    Query(limit=2),
    Query(owners=(Owner.WAITING,)),
    Query(owners=(Owner.AGENT, Owner.HUMAN)),
    Query(operator="kim"),
    Query(queue="support"),
    Query(words="ÄPF"),
    Query(words="100%"),
    Query(words="_"),
    Query(words="ana h-1001"),
    Query(tag="b"),
    Query(tag="it's \0", owners=(Owner.AGENT,)),
)
TAGS = ["b", "B", "Needs human", "it's \0"]
RUNS: Sequence[RunQuery] = (
    RunQuery(),
    RunQuery(live=False),
    RunQuery("refund", limit=1),
    RunQuery("access", live=False),
    RunQuery(conversation=make_a.conversation_id("ana")),
)
HANDOFFS: Sequence[HandoffQuery] = (
    HandoffQuery(),
    HandoffQuery(since=2.0, limit=1),
    HandoffQuery(ending="open"),
    HandoffQuery(ending="returned"),
    HandoffQuery(conversation=make_a.conversation_id("ana")),
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A workflow's text to keep."""

    digest: str
    text: str


@dataclass(frozen=True, slots=True)
class Memo:
    """Something to remember."""

    name: str
    value: str


def memos() -> st.SearchStrategy[Memo]:
    return st.builds(Memo, st.sampled_from(MEMOS), st.sampled_from(["", "1", "it's \0"]))


def definitions() -> st.SearchStrategy[Definition]:
    return st.builds(Definition, st.sampled_from(["d1", "d2"]), st.sampled_from(["{}", '{"id": "\\u0000"}']))


def runs(chat: str) -> st.SearchStrategy[Run]:
    """Runs of a few ids, each in one conversation only, as the core names them."""
    return st.builds(
        make_a.run,
        st.sampled_from(["1", "2"]).map(lambda number: f"r{chat}.{number}"),
        st.just(chat),
        workflow=st.sampled_from(["refund", "access"]),
        digest=st.sampled_from(["d1", "d2"]),
        node=st.sampled_from(["start", "ask", "\0"]),
        phase=st.sampled_from(Phase),
        changed=WHEN,
        variables=st.dictionaries(TEXTS, TEXTS | st.none() | st.booleans(), max_size=2),
    )


def cards() -> st.SearchStrategy[CardCopy]:
    error = st.none() | st.just("no")
    return st.builds(CardCopy, st.sampled_from(PLACES), st.just("ts"), error, st.sampled_from(DESKS))


@st.composite
def settleds(draw: st.DrawFn) -> Settled:
    return Settled(
        draw(ROW_IDS),
        draw(st.sampled_from(RowState)),
        draw(st.integers(0, 3)),
        draw(st.none() | WHEN),
        draw(st.none() | st.just("ts")),
        draw(st.none() | st.just("no")),
        draw(st.booleans()),
    )


@st.composite
def changes(draw: st.DrawFn) -> dict[str, Any]:
    """What one decision brings beside its entries; ``stale`` makes it come too late."""
    chat = draw(st.sampled_from(CHATS))
    return {
        "chat": chat,
        "runs": tuple(draw(st.lists(runs(chat), max_size=2))),
        "tags": tuple(draw(st.lists(st.sampled_from(TAGS), max_size=3))),
        "owner": draw(st.sampled_from(Owner)),
        "grow": draw(st.integers(0, 1)),
        "since": draw(WHEN),
        "waiting": draw(st.none() | WHEN),
        "entries": draw(
            st.lists(st.tuples(st.sampled_from(EntryKind), TEXTS, st.integers(1, 4)), max_size=3)
        ),
        "rows": draw(st.lists(st.tuples(ROW_IDS, WHEN, st.none() | st.integers(0, 2)), max_size=3)),
        "settled": tuple(draw(st.lists(settleds(), max_size=2))),
        "ticket": draw(st.none() | st.integers(1001, 1003)),
        "ended": draw(st.booleans()),
        "cards": tuple(draw(st.lists(cards(), max_size=3))),
        "approval": draw(st.none() | st.sampled_from(["p1", "p2"])),
        "key": draw(st.none() | st.sampled_from(["k1", "k2", "k3", "k4", "k\0"])),
        "stale": draw(st.integers(0, 9)) == 0,
        "drop": draw(st.booleans()),
    }


OPERATIONS = st.lists(
    changes() | settleds() | memos() | definitions() | st.sampled_from(["ticket", "reopen"]), max_size=25
)


def decide(before: Conversation, change: dict[str, Any]) -> Write:
    """Turn a drawn change into the write that follows a state."""
    entries = tuple(
        make_a.entry(before.seq + number, text, kind, target=target)
        for number, (kind, text, target) in enumerate(change["entries"], 1)
    )
    handoff = _handoff(change)
    write = make_a.write(
        before,
        *entries,
        owner=change["owner"],
        operator="kim" if change["owner"] is Owner.HUMAN else None,
        epoch=before.epoch + change["grow"],
        fence=before.epoch + change["grow"],
        owned_since=change["since"],
        waiting_since=change["waiting"],
        handoff=handoff,
        handoffs=(handoff,) if handoff else (),
        approvals=(make_a.approval(change["approval"], change["chat"]),) if change["approval"] else (),
        runs=change["runs"],
        tags=change["tags"],
        rows=tuple(make_a.row(id, change["chat"], due=due, fence=f) for id, due, f in change["rows"]),
        settled=change["settled"],
        key=change["key"],
        key_seq=len(change["entries"]),
        drop_fenced=change["drop"],
    )
    return _late(write) if change["stale"] else write


def _handoff(change: dict[str, Any]) -> Any:
    if change["ticket"] is None:
        return None
    end = {"closed": 9.0, "ending": Ending.RETURNED} if change["ended"] else {}
    seen = {"opened": change["since"], "priority": change["grow"], "cards": change["cards"]}
    return make_a.handoff(change["ticket"], **seen, **end)


def _late(write: Write) -> Write:
    version = write.expected + 3
    return replace(write, conversation=replace(write.conversation, version=version + 1), expected=version)


async def perform(store: AnyStore, operation: Any) -> Any:
    """Do one operation and return what its caller sees."""
    match operation:
        case "ticket":
            return await store.reserve_ticket()
        case "reopen":
            await store.close()
            return await store.open()
        case Settled():
            return await store.settle(operation)
        case Memo():
            return await store.remember(operation.name, operation.value)
        case Definition():
            return await store.keep_definition(operation.digest, "refund", operation.text)
        case _:
            before = await store.load(make_a.conversation_id(operation["chat"]))
            return await store.commit(decide(before or make_a.conversation(operation["chat"]), operation))


async def everything(store: AnyStore) -> dict[str, Any]:
    """Read all that can be read, as plain lists."""
    read: dict[str, Any] = {"counts": await store.counts(), "dead": list(await store.dead())}
    for chat in CHATS:
        id_ = make_a.conversation_id(chat)
        read[chat] = [
            await store.load(id_),
            list(await store.entries(id_)),
            list(await store.entries(id_, after=1, limit=2)),
            list(await store.rows(id_)),
        ]
    read["lists"] = [list(await store.conversations(query)) for query in QUERIES]
    read["handoffs"] = [list(await store.handoffs(query)) for query in HANDOFFS]
    read["tickets"] = [await store.handoff(Ticket(number)) for number in range(1001, 1004)]
    read["desks"] = [await store.thread(Address(p.channel, desk)) for p in PLACES for desk in DESKS]
    read["threads"] = [list(await store.threads(channel)) for channel in ("slack", "telegram", "web")]
    read["memos"] = [dict(await store.memos(prefix)) for prefix in MEMOS]
    read["row"] = [await store.row(RowId(f"r{n}")) for n in range(9)]
    read["approvals"] = [list(await store.approvals()), list(await store.approvals(pending=False))]
    read["runs"] = [list(await store.runs(query)) for query in RUNS]
    read["run"] = [await store.run(RunId(f"r{chat}.{n}")) for chat in CHATS for n in (1, 2)]
    read["nodes"] = dict(await store.run_counts())
    read["folders"] = list((await store.tags()).items())
    read["tagged"] = [list(await store.tagged(tag)) for tag in TAGS]
    read["definitions"] = [await store.definition(digest) for digest in ("d1", "d2")]
    read["due"] = [list(await store.due(at, 3, frozenset({RowId("r1")}))) for at in (0.0, 2.0, 9.0)]
    read["next"] = [await store.next_due(at) for at in (-1.0, 2.0, 9.0)]
    return read


async def compare(operations: Sequence[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stores = [make(Path(folder))() for make in KINDS.values()]
        for store in stores:
            await store.open()
        for operation in operations:
            first, *others = [await perform(store, operation) for store in stores]
            assert all(other == first for other in others)
            first_read, *other_reads = [await everything(store) for store in stores]
            assert all(read == first_read for read in other_reads)
        for store in stores:
            await store.close()


@settings(max_examples=50)
@given(OPERATIONS)
def test_every_store_gives_the_same_answers_to_the_same_story(operations: list[Any]) -> None:
    asyncio.run(compare(operations))


async def concurrently(operations: Sequence[Any]) -> None:
    """Many decisions in one batch end as they do one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        reads = []
        for kind in KINDS.values():
            store = kind(Path(folder))()
            await store.open()
            results = await asyncio.gather(*(_send(store, operation) for operation in operations))
            reads.append((results, await everything(store)))
            await store.close()
        assert all(read == reads[0] for read in reads)


async def _send(store: AnyStore, operation: Any) -> Any:
    if isinstance(operation, Settled | Memo | Definition | str):
        return await perform(store, operation)
    return await store.commit(decide(make_a.conversation(operation["chat"]), operation))


@settings(max_examples=50)
@given(st.lists(changes() | settleds() | memos() | definitions() | st.just("ticket"), max_size=25))
def test_a_batch_ends_like_its_decisions_one_by_one(operations: list[Any]) -> None:
    asyncio.run(concurrently([*operations, "ticket"]))
