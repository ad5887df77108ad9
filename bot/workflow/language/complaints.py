"""pydantic's complaints about a workflow, said with node, line and what was perhaps meant."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails

from bot.config.faults import hint
from bot.workflow.language import nodes
from bot.workflow.language.edges import Edge
from bot.workflow.language.findings import Finding
from bot.workflow.language.source import Path, Source

_EXTRA: Final = "extra_forbidden"
_WORD: Final = re.compile(r"\w+")
_PLAIN: Final = {
    "missing": "is required",
    "union_tag_not_found": "is required",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "tuple_type": "must be a list",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
}
_NODES: Final[Mapping[str, type[BaseModel]]] = {
    "trigger": nodes.Trigger,
    "auth_gate": nodes.AuthGate,
    "mcp_tool": nodes.McpTool,
    "logic": nodes.Logic,
    "action": nodes.Action,
    "send_message": nodes.SendMessage,
    "wait": nodes.Wait,
}
DATA: Final[Mapping[str, type[BaseModel]]] = {
    "trigger": nodes.TriggerData,
    "auth_gate": nodes.AuthGateData,
    "mcp_tool": nodes.McpToolData,
    "if_else": nodes.IfElseData,
    "switch": nodes.SwitchData,
    "human_handoff": nodes.HumanHandoffData,
    "notify": nodes.NotifyData,
    "tag": nodes.TagData,
    "ai_agent": nodes.AiAgentData,
    "send_message": nodes.SendMessageData,
    "wait": nodes.WaitData,
}
_LISTED: Final[Mapping[str, type[BaseModel]]] = {"edges": Edge, "cases": nodes.Case, "facts": nodes.Fact}
_PATTERNS: Final = {
    "id": "is no usable id: letters, digits, and . _ - only, at most 64",
    "handle": "is no usable handle: letters, digits, and . _ - only, at most 64",
    "outputVariable": "is no usable name: letters, digits and _ only, not a digit first",
    "toolName": "must be a server and its tool with two underscores between, such as 'orders__get_order'",
}


def findings(error: ValidationError, source: Source, whole: type[BaseModel]) -> list[Finding]:
    """Turn each complaint into a finding; values of the file are not repeated."""
    told = [(_path(found), found) for found in error.errors(include_url=False)]
    slips = {_meant(path, source.document, whole) for path, found in told if found["type"] == _EXTRA}
    return [
        _finding(path, found, source, whole)
        for path, found in told
        if not (found["type"] == "missing" and path in slips) and not _emptied(path, found, source.document)
    ]


def _meant(path: Path, document: Any, whole: type[BaseModel]) -> Path:
    """Return the key that a mistyped one was to be, which is then missing: told once is enough."""
    near = get_close_matches(str(path[-1]), _keys(path[:-1], document, whole), n=1, cutoff=0.6)
    return (*path[:-1], *near)


def _emptied(path: Path, found: ErrorDetails, document: Any) -> bool:
    """Whether a list is called too short only because what is in it is faulty."""
    return found["type"] == "too_short" and bool(_at(path, document))


def _at(path: Path, document: Any) -> Any:
    for word in path:
        document = document[word]
    return document


def _finding(path: Path, found: ErrorDetails, source: Source, whole: type[BaseModel]) -> Finding:
    inside = len(path) > 1 and path[0] in ("nodes", "edges")
    key = _dotted(path[2:] if inside else path)
    said = _sentence(found, path, source.document, whole)
    return Finding("error", owner(path, source.document), source.line(path), f"{key} {said}".strip())


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))


def owner(path: Path, document: Any) -> str:
    """Name the node (or the edge) that a path leads into: by its id, or by its place from 1."""
    if len(path) < 2 or path[0] not in ("nodes", "edges"):
        return ""
    kind, place = str(path[0])[:-1], int(path[1])
    item = document[path[0]][place]
    id = item.get("id") if isinstance(item, dict) else None
    named = id if isinstance(id, str) and id else str(place + 1)
    return named if kind == "node" and named == id else f"{kind} {named}"


def _path(error: ErrorDetails) -> Path:
    """Leave out the unions' tags, which pydantic puts behind the node and its data; name a bad tag's key."""
    loc = error["loc"]
    if loc[:1] == ("nodes",) and len(loc) > 2:
        forks = loc[2] in ("logic", "action") and loc[3:4] == ("data",)
        loc = (*loc[:2], *loc[3:4], *loc[5:]) if forks else (*loc[:2], *loc[3:])
    if error["type"].startswith("union_tag"):
        return (*loc, to_camel(_WORD.findall(error["ctx"]["discriminator"])[0]))
    return loc


def _sentence(found: ErrorDetails, path: Path, document: Any, whole: type[BaseModel]) -> str:
    kind, key = found["type"], str(path[-1]) if path else ""
    if kind == _EXTRA:
        return f"is no key of this{hint(key, _keys(path[:-1], document, whole))}"
    if kind == "string_pattern_mismatch" and key in _PATTERNS:
        return _PATTERNS[key]
    if kind in ("literal_error", "union_tag_invalid"):
        return _choice(found)
    if kind == "value_error" and key == "data":
        return found["msg"].removeprefix("Value error, ")
    message = found["msg"].removeprefix("Value error, ")
    message = re.sub(r" after validation, not \d+$", "", message)
    return _PLAIN.get(kind) or re.sub(r"^(Input|Value|String|Tuple) should", "must", message)


def _choice(found: ErrorDetails) -> str:
    context = found["ctx"]
    known = re.findall(r"'([^']*)'", str(context.get("expected") or context.get("expected_tags")))
    given = str(context.get("tag") or found["input"])
    near = hint(given, known)
    return f"must be one of {', '.join(known)}{near if 'did you mean' in near else ''}"


def _keys(path: Path, document: Any, whole: type[BaseModel]) -> list[str]:
    model = _model(path, document, whole)
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _model(path: Path, document: Any, whole: type[BaseModel]) -> type[BaseModel] | None:
    """Return the model that an object of the file was read with."""
    match path:
        case ():
            return whole
        case ("nodes", int(place)):
            return _NODES.get(str(document["nodes"][place].get("type")))
        case ("nodes", int(place), "data"):
            node = document["nodes"][place]
            kind = node["data"].get("logicType") or node["data"].get("actionType") or node.get("type")
            return DATA.get(str(kind))
        case (*_, str(name), int()):
            return _LISTED.get(name)
        case ("settings",):
            return plain_settings(whole)
        case _:
            return None


def plain_settings(whole: type[BaseModel]) -> type[BaseModel] | None:
    """Return the model of the ``settings`` of a workflow."""
    kind = whole.model_fields["settings"].annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
