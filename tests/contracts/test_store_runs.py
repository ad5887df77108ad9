"""What every store keeps of workflows: runs, their definitions, and the folders of contacts."""

from dataclasses import replace

import pytest

from handoff.ids import RunId
from handoff.run import Awaits, Phase, Wait
from handoff.store.base import Committed, Conflict
from handoff.store.reading import Query, RunQuery
from tests import builders as make_a
from tests.contracts.steps import ANA, first_write
from tests.contracts.stores import AnyStore, Make


async def found(store: AnyStore, query: RunQuery) -> list[str]:
    return [run.id for run in await store.runs(query)]


async def test_a_run_comes_back_whole(store: AnyStore) -> None:
    wait = Wait(Awaits.WORDS, due=9.0, notes={"hash": "f00", "tries": 2})
    variables = {"order": {"total": 19.5, "items": ["a", None]}, "ok": False}
    run = make_a.run(phase=Phase.WAITING, wait=wait, variables=variables, path=("start",), error="no")
    await first_write(store, runs=(run,))
    assert await store.run(run.id) == run
    assert await store.run(RunId("r9")) is None
    state = await store.load(ANA)
    assert state is not None
    assert state.runs == (run,)


async def test_a_run_that_changed_replaces_what_was_stored(store: AnyStore) -> None:
    first = await first_write(store, runs=(make_a.run(),))
    later = make_a.run(node="ask", step=1, changed=80.0)
    await store.commit(make_a.write(first.conversation, runs=(later,)))
    assert await store.run(later.id) == later
    assert tuple(await store.runs(RunQuery())) == (later,)


async def test_a_decision_that_is_refused_changes_no_run_and_no_folder(store: AnyStore) -> None:
    await first_write(store, runs=(make_a.run(),), tags=("Sales",))
    late = make_a.write(make_a.conversation(), runs=(make_a.run(node="ask"),), tags=("Legal",))
    assert await store.commit(late) == Conflict()
    assert await store.run(RunId("r1")) == make_a.run()
    assert await store.tags() == {"Sales": 1}


async def test_an_ended_run_is_kept_and_only_listed_when_it_is_asked_for(store: AnyStore) -> None:
    for number, phase in enumerate(Phase):
        await first_write(store, f"c{number}", runs=(make_a.run(phase, f"c{number}", phase=phase),))
    assert sorted(await found(store, RunQuery())) == ["going", "waiting"]
    assert sorted(await found(store, RunQuery(live=False))) == sorted(Phase)


async def test_runs_are_found_by_workflow_and_conversation_newest_change_first(store: AnyStore) -> None:
    old, new = make_a.run("r1", changed=1.0), make_a.run("r2", changed=5.0)
    other = make_a.run("r3", workflow="access", changed=3.0)
    await first_write(store, runs=(old, new, other))
    await first_write(store, "ben", runs=(make_a.run("r4", "ben", changed=5.0),))
    assert await found(store, RunQuery()) == ["r2", "r4", "r3", "r1"]
    assert await found(store, RunQuery("refund")) == ["r2", "r4", "r1"]
    assert await found(store, RunQuery(conversation=ANA)) == ["r2", "r3", "r1"]
    assert await found(store, RunQuery("refund", conversation=ANA, limit=1)) == ["r2"]
    assert await found(store, RunQuery("nothing")) == []


async def test_live_runs_are_counted_by_workflow_definition_and_node(store: AnyStore) -> None:
    assert await store.run_counts() == {}
    ended = make_a.run("r3", phase=Phase.DONE, node="ask")
    await first_write(store, runs=(make_a.run("r1", node="ask"), make_a.run("r2"), ended))
    waits = make_a.run("r4", "ben", node="ask", phase=Phase.WAITING)
    newer = make_a.run("r5", "ben", node="ask", digest="d2")
    await first_write(store, "ben", runs=(waits, newer, make_a.run("r6", "ben", workflow="access")))
    assert await store.run_counts() == {
        ("refund", "d1", "ask"): 2,
        ("refund", "d1", "start"): 1,
        ("refund", "d2", "ask"): 1,
        ("access", "d1", "start"): 1,
    }


async def test_a_definition_is_kept_once_and_stays_as_it_was_first(store: AnyStore, make: Make) -> None:
    assert await store.definition("d1") is None
    await store.keep_definition("d1", "refund", '{"id": "ü"}')
    await store.keep_definition("d1", "other", "{}")
    await store.keep_definition("d2", "refund", "{}")
    assert (await store.definition("d1"), await store.definition("d2")) == ('{"id": "ü"}', "{}")
    await store.close()
    later = make()
    await later.open()
    assert await later.definition("d1") == '{"id": "ü"}'
    await later.close()


async def test_folders_follow_the_states_tags_in_the_same_commit(store: AnyStore) -> None:
    first = await first_write(store, tags=("Sales", "Needs human"))
    await first_write(store, "ben", tags=("Sales",))
    ben = make_a.conversation_id("ben")
    assert await store.tags() == {"Needs human": 1, "Sales": 2}
    assert tuple(await store.tagged("Sales")) == tuple(sorted((ANA, ben)))
    await store.commit(make_a.write(first.conversation, tags=("Legal",)))
    assert await store.tags() == {"Legal": 1, "Sales": 1}
    assert (tuple(await store.tagged("Sales")), tuple(await store.tagged("Needs human"))) == ((ben,), ())


async def test_a_decision_about_something_else_leaves_the_folders_alone(store: AnyStore) -> None:
    first = await first_write(store, tags=("Sales",))
    await store.commit(make_a.write(first.conversation, make_a.entry(2)))
    assert tuple(await store.tagged("Sales")) == (ANA,)


async def test_a_folder_named_twice_counts_once(store: AnyStore) -> None:
    assert (await first_write(store, tags=("Sales", "Sales"))).conversation.tags == ("Sales", "Sales")
    assert await store.tags() == {"Sales": 1}


@pytest.mark.parametrize("tag", ["", "Ünïcode", "it's; DROP TABLE tags --", "a\nb", "%", "*"])
async def test_the_list_shows_a_folder_taken_by_its_very_name(store: AnyStore, tag: str) -> None:
    await first_write(store, tags=(tag,))
    await first_write(store, "ben", tags=("Sales",))
    assert [line.id for line in await store.conversations(Query(tag=tag))] == [ANA]
    assert [line.id for line in await store.conversations(Query(tag=tag, words="ben"))] == []
    assert [line.id for line in await store.conversations(Query(tag="sales"))] == []


async def test_many_decisions_of_one_conversation_end_with_its_last_tags(store: AnyStore) -> None:
    write = make_a.write(make_a.conversation(), make_a.entry(1), tags=("A",))
    for tags in (("A", "B"), (), ("C",)):
        assert await store.commit(write) == Committed()
        write = make_a.write(replace(write.conversation), tags=tags)
    assert await store.commit(write) == Committed()
    assert await store.tags() == {"C": 1}
