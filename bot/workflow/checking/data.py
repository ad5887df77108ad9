"""Whether what the nodes name is there: tools, queues with reviewers, places, mail; and cases met once."""

from collections.abc import Iterator
from typing import Final

from bot.config import shapes
from bot.config.faults import hint
from bot.workflow.checking.map import Map
from bot.workflow.language.findings import Finding
from bot.workflow.language.nodes import (
    Action,
    AuthGate,
    HumanHandoffData,
    Logic,
    McpTool,
    Node,
    NotifyData,
    SwitchData,
    TagData,
    Trigger,
)
from handoff.ids import Address

NO_MAIL: Final = "no code can be sent: mail is set up neither in [mail] nor in [channels.email]"
NO_SMS: Final = "no code can be sent to a telephone: add [sms] with the url of an SMS gateway"
NO_PHONE: Final = (
    "the provider 'webhook' sends texts to telephones: write contact_type 'phone', or 'smtp' here"
)
_CHANNELS: Final = (*shapes.IDS, "email", "web")


def data(map: Map) -> Iterator[Finding]:
    """Yield what the nodes name and nobody knows."""
    for node in map.workflow.nodes:
        yield from _named(map, node)
    queue = map.workflow.settings.queue
    if queue and map.known.queues is not None and queue not in map.known.queues:
        line = map.workflow.line("settings", "queue")
        yield Finding(
            "error", "", line, f"there is no queue {queue!r}{hint(queue, sorted(map.known.queues))}"
        )


def _named(map: Map, node: Node) -> Iterator[Finding]:
    match node:
        case Trigger():
            yield from _sources(map, node)
        case AuthGate():
            yield from _gate(map, node)
        case McpTool():
            yield from _tool(map, node)
        case Logic(data=SwitchData() as found):
            yield from _cases(map, node, found)
        case Action(data=HumanHandoffData() as found):
            yield from _queue(map, node, found)
        case Action(data=NotifyData() as found):
            yield from _place(map, node, found)
        case Action(data=TagData(tag=tag)) if "{{" in tag:
            yield map.at(node.id, "tag: the name of a folder cannot hold a variable", "data", "tag")
        case _:
            return


def _sources(map: Map, node: Trigger) -> Iterator[Finding]:
    for place, name in enumerate(node.data.channels):
        if message := _no_channel(map, name):
            yield map.at(node.id, message, "data", "channels", place)


def _no_channel(map: Map, name: str) -> str:
    """Say why there is no such channel; empty where there is. The chat page and mail need no messenger."""
    if name not in _CHANNELS:
        return f"there is no channel {name!r}{hint(name, _CHANNELS)}"
    if map.known.channels is None or name in {*map.known.channels, "email", "web"}:
        return ""
    return f"the channel {name!r} is not set up: it needs a section [channels.{name}]"


def _gate(map: Map, node: AuthGate) -> Iterator[Finding]:
    if node.data.contact_type == "phone":
        if map.known.sms is False:
            yield map.at(node.id, NO_SMS, "data", "contact_type")
    elif node.data.provider == "webhook":
        yield map.at(node.id, NO_PHONE, "data", "provider")
    elif map.known.mail is False and node.data.provider == "smtp":
        yield map.at(node.id, NO_MAIL, "data", "provider")


def _tool(map: Map, node: McpTool) -> Iterator[Finding]:
    name, tools = node.data.tool_name, map.known.tools
    if tools is not None and name not in tools:
        message = f"there is no tool {name!r}{hint(name, sorted(tools))}"
        yield map.at(node.id, message, "data", "toolName")


def _cases(map: Map, node: Node, found: SwitchData) -> Iterator[Finding]:
    met: list[tuple[type, object]] = []
    for place, case in enumerate(found.cases):
        key = (type(case.equals), case.equals)
        if key in met:
            message = f"the case {case.handle!r} is never met: one before it is met by the same value"
            yield map.at(node.id, message, "data", "cases", place)
        met.append(key)


def _queue(map: Map, node: Node, found: HumanHandoffData) -> Iterator[Finding]:
    known = map.known
    name = found.queue or map.workflow.settings.queue or known.queue
    if found.label and "{{" in found.label:
        yield map.at(node.id, "label: cannot hold a variable; 'reason' and 'facts' can", "data", "label")
    path = ("data", "queue") if found.queue else ("data",)
    if found.queue and known.queues is not None and name not in known.queues:
        yield map.at(node.id, f"there is no queue {name!r}{hint(found.queue, sorted(known.queues))}", *path)
    elif known.reviewers is not None and (name not in known.reviewers if name else not known.reviewers):
        which = f"the queue {name!r} has no reviewers" if name else "no queue has reviewers"
        yield map.at(node.id, f"{which}, so nobody could decide", *path)


def _place(map: Map, node: Node, found: NotifyData) -> Iterator[Finding]:
    message = _wrong_place(map, found.to)
    if message:
        yield map.at(node.id, f"to: {message}", "data", "to")


def _wrong_place(map: Map, to: str) -> str:
    """Say why nothing can be sent to a place; empty where it can."""
    address = Address(*to.partition(":")[::2])
    if message := _no_channel(map, address.channel):
        return message
    if address.channel == "email" and map.known.mail is False:
        return "mail is set up neither in [mail] nor in [channels.email]"
    if address.channel == "email" and "@" not in address.chat.strip("@"):
        return "must be a mail address, such as 'email:team@shop.example'"
    if not address.chat and address.channel != "web":
        return f"names no place; write for example '{address.channel}:C0123'"
    try:
        shapes.place(address.channel, address.chat)
    except ValueError as error:
        return str(error)
    return ""
