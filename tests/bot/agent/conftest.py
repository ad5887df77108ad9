"""The sample shop's agent, and a folder of one's own to change."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.agent.knowledge import KnowledgeAgent

SAMPLE = Path(__file__).resolve().parents[3] / "examples" / "knowledge"


@pytest.fixture
async def agent() -> AsyncIterator[KnowledgeAgent]:
    agent = KnowledgeAgent(SAMPLE)
    await agent.start()
    yield agent
    await agent.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "moon.md").write_text("# Moon\n\n## Gravity\n\nA sixth of ours.\n", encoding="utf-8")
    return folder
