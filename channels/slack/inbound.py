"""Slack's payloads as values. A payload that is nothing to us, or garbage, is None; nothing here raises."""

from dataclasses import dataclass
from typing import Any, Final

from channels.brackets import UNREADABLE, forwarded
from channels.slack.rich import plain, typed

Json = dict[str, Any]
_SILENT: Final = frozenset(
    {
        "bot_message",
        "bot_add",
        "bot_remove",
        "channel_archive",
        "channel_convert_to_private",
        "channel_join",
        "channel_leave",
        "channel_name",
        "channel_posting_permissions",
        "channel_purpose",
        "channel_topic",
        "channel_unarchive",
        "ekm_access_denied",
        "group_topic",
        "message_replied",
        "pinned_item",
        "reminder_add",
        "tombstone",
        "unpinned_item",
    }
)


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody wrote. ``words`` are plain, ``markdown`` keeps the formatting; ``parent`` wrote the root."""

    channel: str
    ts: str
    user: str
    words: str
    markdown: str
    thread: str = ""
    parent: str = ""
    direct: bool = False
    files: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody changed a message of their own; ``stamp`` is when."""

    channel: str
    ts: str
    user: str
    words: str
    markdown: str
    stamp: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """A message was deleted; ``ours`` says that the bot had written it."""

    channel: str
    ts: str
    thread: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Reaction:
    """Somebody put a reaction on a message, or took it off."""

    channel: str
    ts: str
    user: str
    name: str
    on: bool
    stamp: str


@dataclass(frozen=True, slots=True)
class Click:
    """A button was pressed. ``blocks`` are those of its message; of an ephemeral they are not told."""

    channel: str
    ts: str
    user: str
    name: str
    action: str
    value: str
    label: str
    stamp: str
    trigger: str
    respond: str
    thread: str = ""
    alone: bool = False
    text: str = ""
    blocks: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A modal was sent with this text; ``note`` is what we wrote into it when it was opened."""

    view: str
    user: str
    name: str
    note: str
    text: str
    trigger: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A slash command was run."""

    command: str


Fact = Said | Changed | Gone | Reaction | Click | Sent | Typed


def parse(body: object) -> Fact | None:
    """Read an Events API body, an interaction or a slash command."""
    kind = _text(body, "type")
    if kind == "event_callback":
        return _event(_part(body, "event"))
    if kind == "block_actions":
        return _click(body)
    if kind == "view_submission":
        return _sent(body)
    command = _text(body, "command")
    return Typed(command) if command.startswith("/") else None


def _event(event: Json) -> Fact | None:
    kind, subtype = _text(event, "type"), _text(event, "subtype")
    if kind in ("reaction_added", "reaction_removed"):
        return _reaction(event, kind == "reaction_added")
    if kind != "message":
        return None
    if subtype == "message_changed":
        return _changed(event)
    if subtype == "message_deleted":
        return _gone(event, _text(event, "deleted_ts"), _part(event, "previous_message"))
    return None if subtype in _SILENT else _said(event)


def _said(event: Json) -> Said | None:
    channel, ts, user = _text(event, "channel"), _text(event, "ts"), _text(event, "user")
    if not (channel and ts and user) or _text(event, "bot_id"):
        return None
    thread = _text(event, "thread_ts")
    files = tuple(file for file in _parts(event, "files"))
    words, markdown = typed(event, markdown=False), typed(event, markdown=True)
    extra = _unspoken(event, bool(words or files))
    return Said(
        channel,
        ts,
        user,
        "\n".join(filter(None, (words, extra))),
        "\n".join(filter(None, (markdown, extra))),
        "" if thread == ts else thread,
        _text(event, "parent_user_id") or _text(_part(event, "root"), "user"),
        _text(event, "channel_type") == "im" or channel.startswith("D"),
        files,
    )


def _unspoken(event: Json, said: bool) -> str:
    """Return in words what is neither text nor file: a shared message, or something that we do not know."""
    shared = [_text(part, "text") or _text(part, "fallback") for part in _parts(event, "attachments")]
    words = "\n".join(forwarded(plain(text)) for text in shared if text)
    return words if words or said else UNREADABLE


def _changed(event: Json) -> Fact | None:
    new, old = _part(event, "message"), _part(event, "previous_message")
    channel, ts, thread = _text(event, "channel"), _text(new, "ts"), _text(new, "thread_ts")
    if _text(new, "subtype") == "tombstone":
        return _gone(event, ts, old)
    stamp, user = _text(_part(new, "edited"), "ts"), _text(new, "user")
    if not (channel and ts and user and stamp) or _text(new, "bot_id"):
        return None
    if stamp == _text(_part(old, "edited"), "ts"):  # only a preview of a link was added
        return None
    words, markdown = typed(new, markdown=False), typed(new, markdown=True)
    return Changed(channel, ts, user, words, markdown, stamp, "" if thread == ts else thread)


def _gone(event: Json, ts: str, old: Json) -> Gone | None:
    channel, thread = _text(event, "channel"), _text(old, "thread_ts")
    if not (channel and ts):
        return None
    return Gone(channel, ts, "" if thread == ts else thread, bool(_text(old, "bot_id")))


def _reaction(event: Json, on: bool) -> Reaction | None:
    item = _part(event, "item")
    channel, ts, user = _text(item, "channel"), _text(item, "ts"), _text(event, "user")
    name = _text(event, "reaction")
    if not (channel and ts and user and name):
        return None
    return Reaction(channel, ts, user, name, on, _text(event, "event_ts"))


def _click(body: object) -> Click | None:
    place, user, said = _part(body, "container"), _part(body, "user"), _part(body, "message")
    pressed = next(iter(_parts(body, "actions")), {})
    channel = _text(place, "channel_id") or _text(_part(body, "channel"), "id")
    if not (channel and _text(user, "id") and _text(pressed, "value")):
        return None
    return Click(
        channel,
        _text(place, "message_ts"),
        _text(user, "id"),
        _text(user, "name"),
        _text(pressed, "action_id"),
        _text(pressed, "value"),
        _text(_part(pressed, "text"), "text"),
        _text(pressed, "action_ts"),
        _text(body, "trigger_id"),
        _text(body, "response_url"),
        _text(place, "thread_ts"),
        place.get("is_ephemeral") is True,
        _text(said, "text"),
        tuple(_parts(said, "blocks")),
    )


def _sent(body: object) -> Sent | None:
    view, user = _part(body, "view"), _part(body, "user")
    if not (_text(view, "id") and _text(user, "id")):
        return None
    fields = _part(_part(_part(view, "state"), "values"), "ask")
    text = _text(_part(fields, "text"), "value")
    note = _text(view, "private_metadata")
    return Sent(
        _text(view, "id"), _text(user, "id"), _text(user, "name"), note, text, _text(body, "trigger_id")
    )


def _part(value: object, key: str) -> Json:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _parts(value: object, key: str) -> list[Json]:
    found = value.get(key) if isinstance(value, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _text(value: object, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
