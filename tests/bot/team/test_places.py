"""Whose chats are the team's: what the settings say, and what open handoffs still need."""

from bot.config.model import Settings
from bot.team.people import People
from bot.team.places import Places
from tests.bot.team.house import SETTINGS, House

ELSEWHERE = {**SETTINGS, "queues": {"support": {"notify": ["slack:C7"]}}}


async def test_a_queue_that_is_told_elsewhere_by_now_leaves_no_open_thread_deaf(house: House) -> None:
    house.settings = Settings.model_validate(ELSEWHERE)
    assert house.intake.places("slack") == {"C7", "C1"}
    assert house.intake.places("telegram") == {"-100"}


async def test_after_a_restart_open_threads_are_the_teams_as_well(house: House) -> None:
    places = Places(People(lambda: Settings.model_validate(ELSEWHERE)).places)
    await places.load(house.store, ["slack", "telegram"])
    assert places.of("slack") == {"C7", "C1"}
    assert places.of("telegram") == {"-100"}


async def test_what_was_left_and_holds_no_open_handoff_is_forgotten_at_the_next_start(house: House) -> None:
    await house.press("resolve:1001")
    places = Places(People(lambda: Settings.model_validate(ELSEWHERE)).places)
    await places.load(house.store, ["slack", "telegram"])
    assert places.of("slack") == {"C7"}
    assert places.of("telegram") == frozenset()
