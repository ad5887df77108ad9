"""A house for every test of the team's side."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.team.house import House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """One in which the contact waits for a person, and both messengers have a card and a thread."""
    async with open_house(tmp_path) as house:
        await house.escalate()
        yield house
