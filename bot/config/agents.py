"""What an agent's kind asks of the other sections: a model, a workflow, servers for its tools, reviewers."""

from collections.abc import Iterator
from typing import Final

from bot.config.faults import Complaint, hint
from bot.config.language_model import ModelSettings
from bot.config.model import Settings
from bot.config.reviewing import decides

_MODEL: Final = ("agent", "model")


def agents(settings: Settings) -> Iterator[Complaint]:
    """Yield what is missing for the agent that is set, and for the tools it may call."""
    kind, model = settings.agent.kind, settings.agent.model
    if kind == "model" and model is None:
        yield ("agent", "kind"), 'model needs a section [agent.model] with at least model = "NAME"'
    if kind == "workflow" and not any(part.enabled for part in settings.workflows.values()):
        yield ("agent", "kind"), "workflow needs one: a section such as [workflows.refund] with its file"
    for name, part in settings.workflows.items():
        if part.queue is not None:
            yield from decides(("workflows", name, "queue"), part.queue, settings)
    if model is not None:
        yield from _model(settings, model)


def _model(settings: Settings, model: ModelSettings) -> Iterator[Complaint]:
    if model.queue is not None:
        yield from decides((*_MODEL, "queue"), model.queue, settings)
    for key in ("tools", "approve"):
        for index, tool in enumerate(getattr(model, key)):
            server = tool.partition("__")[0]
            if server not in settings.tools:
                known = sorted(settings.tools)
                yield (*_MODEL, key, index), f"there is no [tools.{server}]{hint(server, known)}"
    for index, tool in enumerate(model.approve):
        if tool not in model.tools:
            yield (*_MODEL, "approve", index), f"tools does not name {tool!r}{hint(tool, model.tools)}"
