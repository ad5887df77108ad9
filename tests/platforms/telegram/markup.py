"""The judge of texts: TDLib's own parser reads parse modes, and finds what becomes a link by itself."""

import json
from typing import Any, Final

import tdjson

from tests.platforms.telegram.refusal import Refusal, bad

Entity = dict[str, Any]

_MODES: Final = {
    "html": {"@type": "textParseModeHTML"},
    "markdownv2": {"@type": "textParseModeMarkdown", "version": 2},
    "markdown": {"@type": "textParseModeMarkdown", "version": 1},
}
_NAMES: Final = {
    "textEntityTypeTextUrl": "text_link",
    "textEntityTypeMentionName": "text_mention",
    "textEntityTypePreCode": "pre",
    "textEntityTypeEmailAddress": "email",
    "textEntityTypeBlockQuote": "blockquote",
    "textEntityTypeExpandableBlockQuote": "expandable_blockquote",
}
_CLOSED: Final = frozenset({"code", "pre", "text_link", "text_mention"})
"""Nothing becomes a link by itself inside these."""
_EXPLICIT: Final = frozenset(
    {
        *("bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote"),
        *("code", "pre", "text_link", "text_mention", "custom_emoji", "mention", "hashtag", "cashtag"),
        *("bot_command", "url", "email", "phone_number", "date_time"),
    }
)
_BLANK: Final = " \n\t\u200b\u200c\u200d\u2060\ufeff\u00a0"


def units(text: str) -> int:
    """Return the length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def read(text: str, mode: str | None, entities: list[Entity] | None, most: int) -> tuple[str, list[Entity]]:
    """Return the text and entities that people see; raises Refusal with Telegram's words."""
    if mode:
        text, entities = _parse(text, mode)
    text = "".join(char if char == "\n" or ord(char) >= ord(" ") else " " for char in text)
    if not text.strip(_BLANK):
        raise bad("message text is empty") if most > 1024 else bad("message caption is empty")
    if units(text) > most:
        raise bad("message is too long" if most > 1024 else "message caption is too long")
    explicit = [one for entity in entities or [] if (one := _explicit(text, entity)) is not None][:100]
    return text, explicit + [one for one in _found(text) if not _inside(one, explicit)]


def _explicit(text: str, entity: Entity) -> Entity | None:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    if entity["type"] not in _EXPLICIT:
        raise bad("unsupported entity type specified")
    if not 0 <= start < end <= units(text):
        raise bad("entity is outside of the text")
    for at in (start, end):
        raw = text.encode("utf-16-le", "surrogatepass")[: at * 2]
        if raw and 0xD8 <= raw[-1] <= 0xDB:
            raise bad(f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol")
    if entity["type"] == "text_link" and entity.get("url", "").startswith("tg://user"):
        return {**entity, "type": "text_mention"}
    if entity["type"] == "text_link" and not entity.get("url", "").startswith(
        ("http://", "https://", "tg://")
    ):
        return None
    return entity


def _parse(text: str, mode: str) -> tuple[str, list[Entity]]:
    if mode.lower() not in _MODES:
        raise bad("unsupported parse_mode")
    answer = _execute({"@type": "parseTextEntities", "text": text, "parse_mode": _MODES[mode.lower()]})
    return answer["text"], [_named(entity) for entity in answer["entities"]]


def _found(text: str) -> list[Entity]:
    found = [_named(one) for one in _execute({"@type": "getTextEntities", "text": text})["entities"]]
    return [one for one in found if one["type"] != "media_timestamp"]  # bots are not told of those


def _inside(entity: Entity, others: list[Entity]) -> bool:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    closed = [one for one in others if one["type"] in _CLOSED]
    return any(one["offset"] < end and start < one["offset"] + one["length"] for one in closed)


def _named(entity: Entity) -> Entity:
    kind = entity["type"]["@type"]
    name = _NAMES.get(kind) or _snake(kind.removeprefix("textEntityType"))
    extra = {key: entity["type"][key] for key in ("url", "language") if entity["type"].get(key)}
    return {"type": name, "offset": entity["offset"], "length": entity["length"], **extra}


def _snake(name: str) -> str:
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in name).lstrip("_")


def _execute(query: dict[str, Any]) -> dict[str, Any]:
    tdjson.td_execute(b'{"@type":"setLogVerbosityLevel","new_verbosity_level":0}')
    answer = tdjson.td_execute(json.dumps(query).encode())
    found: dict[str, Any] = json.loads(answer or b"{}")
    if found.get("@type") == "error":
        raise Refusal(400, "Bad Request: " + found["message"][:1].lower() + found["message"][1:])
    return found
