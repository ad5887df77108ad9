"""What the settings, and the servers of tools, say about the installation a workflow is for."""

from collections.abc import Iterable, Mapping

from bot.config.model import Settings
from bot.mcp.base import Tool
from bot.workflow.checking.map import Known, ToolFacts
from bot.workflow.running.mail import mailer


def known(settings: Settings, tools: Iterable[Tool] | None = None) -> Known:
    """Return what a workflow's file is checked against; only the servers know which ``tools`` there are."""
    queues = {"support", *settings.queues}
    reviewers = {name for name, queue in settings.queues.items() if queue.reviewers}
    mail = mailer(settings, "smtp") is not None
    facts = facts_of(tools) if tools is not None else None
    sms = settings.sms is not None
    return Known(facts, queues, reviewers, settings.channels.names, mail, settings.escalation.queue, sms)


def facts_of(tools: Iterable[Tool]) -> Mapping[str, ToolFacts]:
    """Return what matters of each tool."""
    return {tool.full_name: ToolFacts(tool.destructive) for tool in tools}
