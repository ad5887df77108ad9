"""Budgets: of a turn, a conversation and a day; over restarts, at the same time, and when they are spent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.agent.model.budget import Budget, Spent
from bot.agent.model.errors import BudgetSpent
from bot.config.language_model import Budgets
from handoff.store.memory import MemoryStore
from tests.bot.agent.model.parts import desk_with
from tests.models.provider import Provider
from tests.virtual import turns

TODAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
async def store() -> AsyncIterator[MemoryStore]:
    store = MemoryStore()
    await store.open()
    yield store
    await store.close()


async def spend(budget: Budget, tokens: int, conversation: str = "c1") -> int | None:
    async with budget.turn(conversation) as purse:
        purse.spent += Spent(tokens, 0)
        return purse.tokens


def limits(**given: float | None) -> Budgets:
    none = {"turn_tokens": None, "conversation_tokens": None, "day_tokens": None}
    return Budgets.model_validate(none | given)


async def test_without_limits_all_may_be_spent(store: MemoryStore) -> None:
    assert await spend(Budget(limits(), store), 10**9) is None


async def test_a_turn_gets_the_least_of_what_is_left(store: MemoryStore) -> None:
    budget = Budget(limits(turn_tokens=500, conversation_tokens=800, day_tokens=1000), store)
    assert [await spend(budget, 300), await spend(budget, 300)] == [500, 500]
    assert await spend(budget, 100) == 200
    assert await spend(budget, 10, "c2") == 300


async def test_a_spent_conversation_leaves_the_others_their_share(store: MemoryStore) -> None:
    budget = Budget(limits(conversation_tokens=100), store)
    await spend(budget, 150)
    with pytest.raises(BudgetSpent, match="for this conversation"):
        await spend(budget, 1)
    assert await spend(budget, 1, "c2") == 100


async def test_a_restart_makes_no_new_day(store: MemoryStore) -> None:
    await spend(Budget(limits(day_tokens=100), store, lambda: TODAY), 150)
    with pytest.raises(BudgetSpent, match="for today"):
        await spend(Budget(limits(day_tokens=100), store, lambda: TODAY), 1, "c2")


async def test_the_next_day_is_new_and_the_conversation_is_not(store: MemoryStore) -> None:
    days = [TODAY]
    budget = Budget(limits(day_tokens=100, conversation_tokens=160), store, lambda: days[-1])
    await spend(budget, 150)
    days.append(datetime(2026, 3, 2, tzinfo=UTC))
    assert await spend(budget, 5) == 10
    assert await spend(budget, 5, "c2") == 95
    await budget.close()


async def test_money_is_counted_by_the_two_prices(store: MemoryStore) -> None:
    budget = Budget(limits(day_cost=1.0, input_price=1.0, output_price=10.0), store)
    async with budget.turn("c1") as purse:
        assert purse.tokens == 100_000
        purse.spent = Spent(100_000, 80_000)
    assert await spend(budget, 0) == 10_000
    async with budget.turn("c1") as purse:
        purse.spent = Spent(0, 10_000)
    with pytest.raises(BudgetSpent):
        await spend(budget, 1)


async def test_turns_at_the_same_time_cannot_overspend_together(store: MemoryStore) -> None:
    budget = Budget(limits(turn_tokens=60, day_tokens=100), store)
    async with budget.turn("c1") as first, budget.turn("c2") as second:
        assert (first.tokens, second.tokens) == (60, 40)
        with pytest.raises(BudgetSpent):
            await spend(budget, 1, "c3")
    assert await spend(budget, 0, "c3") == 60


async def test_a_turn_that_fails_is_paid_all_the_same(store: MemoryStore) -> None:
    budget = Budget(limits(day_tokens=100), store)
    with suppress(ZeroDivisionError):
        async with budget.turn("c1") as purse:
            purse.spent += Spent(100, 0)
            raise ZeroDivisionError
    with pytest.raises(BudgetSpent):
        await spend(budget, 1)


async def test_operators_help_counts_for_the_day_and_for_no_conversation(store: MemoryStore) -> None:
    budget = Budget(limits(day_tokens=100, conversation_tokens=10), store)
    assert await spend(budget, 50, "") == 100
    assert await spend(budget, 50, "") == 50
    with pytest.raises(BudgetSpent, match="today"):
        await spend(budget, 1, "")
    assert set(await store.memos("budget:")) == {"budget:day"}


async def test_conversations_long_over_are_forgotten(store: MemoryStore) -> None:
    await store.remember("budget:talk:old", "2025-12-01 10 10")
    await store.remember("budget:talk:odd", "garbage")
    await store.remember("budget:talk:new", "2026-02-27 10 10")
    budget = Budget(limits(), store, lambda: TODAY)
    await spend(budget, 1)
    await turns()
    assert set(await store.memos("budget:talk:")) == {"budget:talk:new", "budget:talk:c1"}
    await budget.close()


async def test_what_cannot_be_written_down_is_counted_all_the_same(store: MemoryStore) -> None:
    budget = Budget(limits(day_tokens=100), store)
    async with budget.turn("c1") as purse:
        await store.close()
        purse.spent += Spent(100, 0)
    with pytest.raises(BudgetSpent):
        await spend(budget, 1)


async def test_a_spent_budget_asks_no_provider_and_says_so(provider: Provider, folder: Path) -> None:
    async with desk_with(provider, folder, budget={"conversation_tokens": 100}) as desk:
        desk.say({"answer": "One.", "usage": [50, 20]}, {"answer": "Two."})
        assert (await desk.ask()).text == "One."
        desk.say({"answer": "Three.", "usage": [500, 20]})
        with pytest.raises(BudgetSpent, match="what it may spend was used up on the way"):
            await desk.ask()
        with pytest.raises(BudgetSpent, match="budget for this conversation is used up"):
            await desk.ask()
    assert len(provider.requests) == 2


async def test_a_turn_that_was_called_off_is_paid_by_its_length(provider: Provider, folder: Path) -> None:
    async with desk_with(provider, folder) as desk:
        desk.say({"fault": "hang"})
        asking = asyncio.create_task(desk.ask("x" * 3000))
        await provider.until(requests=1)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        _, sent, received = (await desk.store.memos("budget:day"))["budget:day"].split()
    assert int(sent) > 1000
    assert received == "0"


@pytest.mark.filterwarnings("ignore:.*omitted usage.*")
@pytest.mark.parametrize("dialect", ["openai", "anthropic"])
@pytest.mark.parametrize("counted", [None, [0, 0]], ids=["left out", "nought"])
async def test_a_server_that_counts_no_tokens_is_counted_by_length(
    provider: Provider, folder: Path, dialect: str, counted: list[int] | None
) -> None:
    """LiteLLM's Anthropic surface tells of nought tokens where what is behind it does not count."""
    async with desk_with(provider, folder, provider=dialect) as desk:
        desk.say({"answer": "One.", "usage": counted})
        await desk.ask("x" * 3000)
        _, sent, _ = (await desk.store.memos("budget:day"))["budget:day"].split()
    assert int(sent) > 1000


async def test_the_last_token_may_be_spent_and_not_one_more(store: MemoryStore) -> None:
    budget = Budget(limits(conversation_tokens=100, day_tokens=150), store)
    await spend(budget, 99)
    assert await spend(budget, 1) == 1
    with pytest.raises(BudgetSpent, match="for this conversation"):
        await spend(budget, 1)
    assert await spend(budget, 50, "c2") == 50
    with pytest.raises(BudgetSpent, match="for today"):
        await spend(budget, 1, "c3")


async def test_a_day_ends_at_midnight_where_the_bot_is(store: MemoryStore) -> None:
    zone = ZoneInfo("Pacific/Auckland")
    nights = [datetime(2026, 3, 1, 10, 59, tzinfo=UTC), datetime(2026, 3, 1, 11, 0, tzinfo=UTC)]
    clock = [nights[0]]
    budget = Budget(limits(day_tokens=100), store, lambda: clock[0].astimezone(zone))
    await spend(budget, 100)
    with pytest.raises(BudgetSpent):
        await spend(budget, 1)
    clock[0] = nights[1]
    assert await spend(budget, 1) == 100
    await budget.close()


async def test_a_turn_over_midnight_is_paid_on_the_day_it_ends_and_a_restart_reads_the_same(
    store: MemoryStore,
) -> None:
    days = [TODAY]
    budget = Budget(limits(turn_tokens=40, day_tokens=100), store, lambda: days[-1])
    async with budget.turn("c1") as purse:
        days.append(datetime(2026, 3, 2, tzinfo=UTC))
        await spend(budget, 10, "c2")
        purse.spent += Spent(30, 0)
    assert await spend(budget, 25, "c3") == 40
    again = Budget(limits(turn_tokens=40, day_tokens=100), store, lambda: days[-1])
    assert await spend(again, 0, "c3") == 35
    await budget.close()
    await again.close()
