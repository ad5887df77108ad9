"""Which agent and tools the settings ask for, and what helps operators; imports only what is configured."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.agent.base import Agent
from bot.config.model import Settings
from bot.live import Live
from bot.mcp.base import Toolbox
from channels.base import Memos

if TYPE_CHECKING:
    from bot.agent.model.help import Helper
    from bot.agent.model.model import Model
    from bot.mcp.servers import McpServers


@dataclass(frozen=True, slots=True)
class Minds:
    """Who answers contacts, and what writes for operators; None without a model."""

    agent: Agent
    helper: "Helper | None" = None

    async def start(self) -> None:
        """Let both load what they need; raises OSError and KnowledgeMissing."""
        await self.agent.start()
        if self.helper is not None:
            await self.helper.model.start()

    async def close(self) -> None:
        """Let both go."""
        if self.helper is not None:
            await self.helper.model.close()
        await self.agent.close()


def tools(settings: Settings, memos: Memos) -> "McpServers | None":
    """Return the servers whose tools may be called; None without any."""
    if not settings.tools:
        return None
    from bot.mcp.servers import McpServers

    return McpServers(settings.tools, memos)


def minds(live: Live, toolbox: Toolbox | None, memos: Memos) -> Minds:
    """Make them; one model is for both."""
    settings = live.settings()
    if settings.agent.model is None:
        return Minds(_plain(settings))
    from bot.agent.model.budget import Budget
    from bot.agent.model.help import Helper
    from bot.agent.model.model import Model
    from bot.agent.model.shelf import Shelf

    budget = Budget(settings.agent.model.budget, memos, lambda: _now(live.settings()))
    model = Model(settings.agent.model, Shelf(settings.agent.folder), budget)
    asked = settings.agent.kind in ("model", "workflow")
    agent = _thinking(live, model, toolbox) if asked else _plain(settings)
    return Minds(agent, Helper(model, lambda: live.policy().assist.language))


def _plain(settings: Settings) -> Agent:
    """Make the agent that needs no model."""
    if settings.agent.kind == "scripted":
        from bot.agent.scripted import ScriptFile

        return ScriptFile(settings.agent.script)
    from bot.agent.knowledge import KnowledgeAgent

    return KnowledgeAgent(settings.agent.folder, min_confidence=settings.agent.min_confidence)


def _thinking(live: Live, model: "Model", toolbox: Toolbox | None) -> Agent:
    from bot.agent.model.agent import ModelAgent, Terms

    def terms() -> Terms:
        settings = live.settings()
        return Terms(
            settings.bot.name,
            tuple(live.policy().categories),
            settings.agent.min_confidence,
            settings.agent.timeout * 0.95,  # its own words about a turn that takes too long come first
            _now(settings),
        )

    return ModelAgent(model, toolbox, terms)


def _now(settings: Settings) -> datetime:
    """Return the time where the bot is: the model is told it, and budgets of a day end at midnight there."""
    return datetime.now(ZoneInfo(settings.bot.zone))
