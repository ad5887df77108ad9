"""What the model is told of the bot, and the language of help: as the settings in force have them."""

from pathlib import Path

from bot.agent.base import Role, Said, Turn
from bot.agents import minds
from bot.config.answering import Agent
from bot.config.model import Bot, Settings
from bot.config.team import Category
from bot.live import Live
from handoff.ids import ConversationId
from handoff.store.memory import MemoryStore
from tests.bot.agent.model.parts import settings
from tests.models.provider import Provider


async def test_a_changed_file_holds_for_the_next_turn_and_the_next_help(
    provider: Provider, folder: Path
) -> None:
    agent, store = Agent(kind="model", folder=folder, model=settings(provider)), MemoryStore()
    live = Live(Settings(agent=agent))
    await store.open()
    made = minds(live, None, store)
    assert made.helper is not None
    await made.start()
    live.replace(Settings(agent=agent, bot=Bot(name="Kim", language="fr"), categories={"vip": Category()}))
    provider.say({"escalate": "Wants much", "category": "vip"}, {"text": "Beaucoup."})
    answer = await made.agent.answer(Turn(ConversationId("c1"), "Hello"))
    assert answer.plea is not None
    assert answer.plea.category == "vip"
    assert "You are Kim," in str(provider.requests[-1])
    await made.helper.summarize([Said(Role.CONTACT, "Much!")])
    assert "language fr" in str(provider.requests[-1])
    await made.close()
