"""Which agent the settings ask for."""

from bot.agent.base import Agent
from bot.config.model import Settings


def agent_for(settings: Settings) -> Agent:
    """Make the agent; imports only the one that is configured."""
    if settings.agent.kind == "scripted":
        from bot.agent.scripted import ScriptedAgent

        return ScriptedAgent.of_file(settings.agent.script)
    from bot.agent.knowledge import KnowledgeAgent

    return KnowledgeAgent(settings.agent.folder, min_confidence=settings.agent.min_confidence)
