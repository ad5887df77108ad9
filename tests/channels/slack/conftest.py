"""One workspace for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.channels.slack.harness import Scene, scene


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Scene]:
    """A stand-in with an adapter that is not running."""
    async with scene(tmp_path) as made:
        yield made


@pytest.fixture
async def live(here: Scene) -> AsyncIterator[Scene]:
    """The same, with the adapter running."""
    async with here.running():
        yield here
