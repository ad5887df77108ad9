"""The agent without a model: answers from Markdown files, says what it read and how sure it is."""

from bot.agent.knowledge.agent import KnowledgeAgent
from bot.agent.knowledge.folder import KnowledgeMissing

__all__ = ["KnowledgeAgent", "KnowledgeMissing"]
