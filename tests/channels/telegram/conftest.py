"""A channel before the stand-in, made anew for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.channels.telegram.harness import Rig, rig


@pytest.fixture
async def telegram(tmp_path: Path) -> AsyncIterator[Rig]:
    async with rig(tmp_path) as made:
        yield made
