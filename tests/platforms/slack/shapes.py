"""Events and interactions as Slack shapes them; a judge holds them against real ones."""

import time
from typing import Any

from tests.platforms.slack.world import APP, BOT, BOT_ID, TEAM, Channel, File, Json, Message, Modal, User

KINDS = {"im": "im", "channel": "channel", "group": "group"}
SAMPLES = {
    "": "events/MessagePayload",
    "file_share": "events/MessageFileSharePayload",
    "thread_broadcast": "events/MessageThreadBroadcastPayload",
    "bot_message": "events/MessageBotPayload",
    "message_changed": "events/MessageChangedPayload",
    "message_deleted": "events/MessageDeletedPayload",
    "channel_join": "events/MessageChannelJoinPayload",
}


def envelope(event: Json, event_id: str) -> Json:
    """Wrap an event as the Events API does."""
    return {
        "token": "not-used",
        "team_id": TEAM,
        "api_app_id": APP,
        "type": "event_callback",
        "authorizations": [
            {
                "enterprise_id": "",
                "team_id": TEAM,
                "user_id": BOT,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_id": event_id,
        "event_time": int(time.time()),
        "event_context": "4-not-read",
        "event": event,
    }


def sample(event: Json) -> str:
    """Name the real payload an event must look like."""
    if event["type"] == "message":
        return SAMPLES[event.get("subtype", "")]
    return {
        "reaction_added": "events/ReactionAddedPayload",
        "reaction_removed": "events/ReactionRemovedPayload",
        "app_mention": "events/AppMentionPayload",
        "app_home_opened": "events/AppHomeOpenedPayload",
    }[event["type"]]


def message(channel: Channel, said: Message) -> Json:
    """A message was posted."""
    event = {**body(said), "channel": said.channel, "event_ts": said.ts, "channel_type": KINDS[channel.kind]}
    if said.subtype == "bot_message":
        event = {key: value for key, value in event.items() if key not in ("user", "team", "client_msg_id")}
        return {**event, "username": said.username}
    root = channel.messages.get(said.thread_ts)
    if said.subtype == "thread_broadcast":
        found = {key: value for key, value in event.items() if key != "team"}
        return {**found, "root": {"type": "message", "user": root.user, "ts": root.ts}} if root else found
    if root is not None:
        event["parent_user_id"] = root.user
    if said.subtype != "file_share":
        return event
    return {key: value for key, value in event.items() if key not in ("team", "client_msg_id", "bot_id")}


def body(said: Message) -> Json:
    """Return the message as it stands inside of events and histories."""
    found: Json = {"type": "message", "user": said.user, "team": TEAM, "text": said.text, "ts": said.ts}
    if said.thread_ts:
        found["thread_ts"] = said.thread_ts
    optional = {
        "subtype": said.subtype,
        "blocks": said.blocks,
        "bot_id": said.bot_id,
        "client_msg_id": said.client_msg_id,
        "files": [file(one) for one in said.files],
    }
    found |= {key: value for key, value in optional.items() if value}
    if said.edited:
        found["edited"] = {"user": said.user, "ts": said.edited}
    return found


def inner(said: Message) -> Json:
    """Return the message as ``message_changed`` and ``message_deleted`` hold it: files are left out."""
    return {key: value for key, value in body(said).items() if key != "files"}


def changed(channel: Channel, new: Json, old: Json, ts: str) -> Json:
    """A message was changed."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "message": new,
        "previous_message": old,
        **_hidden(channel, ts),
    }


def deleted(channel: Channel, old: Json, ts: str) -> Json:
    """A message was taken back."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "deleted_ts": old["ts"],
        "previous_message": old,
        **_hidden(channel, ts),
    }


def _hidden(channel: Channel, ts: str) -> Json:
    return {"channel": channel.id, "event_ts": ts, "ts": ts, "channel_type": KINDS[channel.kind]}


def reaction(said: Message, user: str, name: str, on: bool, ts: str) -> Json:
    """Somebody put a reaction on a message, or took it off."""
    return {
        "type": "reaction_added" if on else "reaction_removed",
        "user": user,
        "item": {"type": "message", "channel": said.channel, "ts": said.ts},
        "reaction": name,
        "item_user": said.user,
        "event_ts": ts,
    }


def file(found: File) -> Json:
    """Return what an event says of a file."""
    return {
        "id": found.id,
        "name": found.name,
        "title": found.name,
        "mimetype": found.mimetype,
        "filetype": found.name.rpartition(".")[2],
        "user": found.user,
        "size": len(found.data),
        "mode": "hosted",
        "file_access": "visible",
        "is_external": False,
        "url_private": found.url,
        "url_private_download": found.url,
    }


def action(by: User, channel: Channel, button: Json, where: Json, links: Json, said: Json | None) -> Json:
    """A button was pressed; ``where`` is the container, ``links`` trigger_id and response_url."""
    pressed = {
        key: button[key]
        for key in ("action_id", "block_id", "text", "value", "style", "type")
        if key in button
    }
    payload: Json = {
        "type": "block_actions",
        **_who(by),
        "container": where,
        "channel": {"id": channel.id, "name": channel.name or "directmessage"},
        "actions": [{**pressed, "action_ts": f"{time.time():.6f}"}],
        "state": {"values": {}},
        **links,
    }
    return payload if said is None else {**payload, "message": said}


def submission(by: User, modal: Modal, values: Json, trigger: str) -> Json:
    """A modal was sent."""
    kept = ("type", "title", "submit", "close", "private_metadata", "callback_id")
    view = {key: modal.view[key] for key in kept if key in modal.view}
    view |= {"id": modal.id, "team_id": TEAM, "state": {"values": values}, "hash": f"{time.time():.6f}.x"}
    view |= {"app_id": APP, "bot_id": BOT_ID, "app_installed_team_id": TEAM}
    return {"type": "view_submission", **_who(by), "trigger_id": trigger, "view": view}


def command(by: User, channel: Channel, name: str, text: str, links: Json) -> Json:
    """A slash command was run; these are form fields."""
    return {
        "token": "not-used",
        "team_id": TEAM,
        "team_domain": "shop",
        "channel_id": channel.id,
        "channel_name": channel.name or "directmessage",
        "user_id": by.id,
        "user_name": by.name,
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        **links,
    }


def _who(by: User) -> Json:
    return {
        "team": {"id": TEAM, "domain": "shop"},
        "user": {"id": by.id, "username": by.name.lower(), "name": by.name.lower(), "team_id": TEAM},
        "api_app_id": APP,
        "token": "not-used",
        "is_enterprise_install": False,
    }


def rich(text: str) -> list[Json]:
    """Return the blocks that Slack's own clients send with what people type."""
    part: Any = {"type": "text", "text": text}
    return (
        [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [part]}]}]
        if text
        else []
    )
