"""Which agent the settings ask for."""

from pathlib import Path

from bot.agent.base import Agent
from bot.config.model import Settings


def agent_for(settings: Settings) -> Agent:
    """Make the agent; imports only the one that is configured."""
    if settings.agent.kind == "scripted":
        return _scripted(settings.agent.script)
    from bot.agent.knowledge import KnowledgeAgent

    return KnowledgeAgent(settings.agent.folder, min_confidence=settings.agent.min_confidence)


def _scripted(path: Path | None) -> Agent:
    """Say a file's lines in order, and its last one for ever."""
    from bot.agent.scripted import ScriptedAgent

    lines = path.read_text(encoding="utf-8").splitlines() if path is not None else []
    return ScriptedAgent([line for line in lines if line.strip()])
