"""A team for the shop of the sample knowledge."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.flows.people import People, people_of
from tests.process import MIRROR, Settings, bot_in

TEAM: Settings = {
    "log": {"level": "debug"},
    "operators": {
        "anna": {"name": "Anna Berg", "email": "anna.berg@shop.example"},
        "ben": {"name": "Ben Ode"},
    },
}


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[People]:
    """People who talk to a bot that answers from the sample knowledge."""
    async with bot_in(tmp_path, TEAM) as bot, people_of(bot) as people:
        bot.private.update(("anna.berg@shop.example", "Mia Novak"))
        yield people


@pytest.fixture
async def mirror(tmp_path: Path) -> AsyncIterator[People]:
    """People who talk to a bot whose agent says what it was told."""
    async with bot_in(tmp_path, TEAM, program=MIRROR) as bot, people_of(bot) as people:
        yield people
