"""What every store promises of the small facts it is asked to remember."""

import asyncio
from collections.abc import Mapping

import pytest

from handoff.errors import StoreUnavailable
from handoff.ids import Ticket
from tests.contracts.stores import AnyStore, Make


async def remember(store: AnyStore, facts: Mapping[str, str]) -> None:
    await asyncio.gather(*(store.remember(name, value) for name, value in facts.items()))


async def test_what_was_remembered_is_there_after_reopening(make: Make) -> None:
    store = make()
    await store.open()
    await store.remember("discord:read:1", "17")
    await store.close()
    store = make()
    await store.open()
    assert await store.memos("discord:") == {"discord:read:1": "17"}
    await store.close()


async def test_a_fact_is_replaced_and_an_empty_one_is_forgotten(store: AnyStore) -> None:
    await store.remember("a", "1")
    await store.remember("a", "2")
    assert await store.memos("a") == {"a": "2"}
    await store.remember("a", "")
    await store.remember("never", "")
    assert await store.memos("") == {}


async def test_of_facts_that_are_told_at_once_the_last_counts(store: AnyStore) -> None:
    await asyncio.gather(*(store.remember("a", f"{n}") for n in range(50)), store.remember("b", "x"))
    assert await store.memos("") == {"a": "49", "b": "x"}


NAMES = (
    "slack:a", "slack:ab", "slack:", "slack", "slack;", "Slack:a", "slack:%", "slack:a_b", "slack:a%b",
    "slack:é", "slack:\0", "slack:\0x", "slack:\U0010ffff", "slack:\U0010ffff!", "telegram:[a-z]*",
)  # fmt: skip
PREFIXES = ("", "s", "slack:", "slack:a", "slack:%", "slack:_", "slack:a_", "*", "telegram:[", "\0", *NAMES)


@pytest.mark.parametrize("prefix", PREFIXES)
async def test_facts_are_found_by_the_beginning_of_their_name_taken_literally(
    store: AnyStore, prefix: str
) -> None:
    await remember(store, {name: f"of {name}" for name in NAMES})
    found = {name: f"of {name}" for name in NAMES if name.startswith(prefix)}
    assert await store.memos(prefix) == found


async def test_values_are_kept_to_the_letter(store: AnyStore) -> None:
    facts = {"number": "007", "float": "1e5", "space": " ", "json": '{"a": "\\u0000"}', "odd": "it's \0 😀"}
    await remember(store, facts)
    assert await store.memos("") == facts


async def test_no_fact_meets_a_secret_or_the_ticket_counter(store: AnyStore) -> None:
    secret = await store.secret("links")
    await remember(store, {"ticket": "5000", "secret:links": "x", "ping": "y"})
    assert await store.secret("links") == secret
    assert await store.reserve_ticket() == Ticket(1001)
    await store.ping()
    assert await store.memos("") == {"ticket": "5000", "secret:links": "x", "ping": "y"}
    await store.remember("ticket", "")
    assert await store.reserve_ticket() == Ticket(1002)


async def test_a_closed_store_remembers_nothing(store: AnyStore) -> None:
    await store.close()
    with pytest.raises(StoreUnavailable):
        await store.remember("a", "1")
    with pytest.raises(StoreUnavailable):
        await store.memos("")
