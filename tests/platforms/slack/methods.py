"""Web API methods that touch messages, places and people."""

from collections.abc import Callable
from typing import Final

from tests.platforms.slack import shapes
from tests.platforms.slack.site import TRIGGER_SECONDS, Refused, Site
from tests.platforms.slack.world import BOT, BOT_ID, TEAM, Channel, Ephemeral, Json, Message, Modal

Method = Callable[[Site, Json], Json]
NAMES: Final = frozenset(
    {
        "+1",
        "-1",
        "eyes",
        "fire",
        "heart",
        "joy",
        "memo",
        "pray",
        "smile",
        "tada",
        "thinking_face",
        "warning",
        "white_check_mark",
        "x",
        "wave",
        "100",
        "ok_hand",
        "rocket",
        "question",
        "disappointed",
    }
)


def auth_test(site: Site, args: Json) -> Json:
    """Say who the bot is."""
    return {
        "url": "https://shop.slack.test/",
        "team": "Shop",
        "user": "robin",
        "team_id": TEAM,
        "user_id": BOT,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def post(site: Site, args: Json) -> Json:
    """Post a message as the bot."""
    channel = writable(site, args["channel"])
    if not args.get("text") and not args.get("blocks"):
        raise Refused("no_text")
    if args.get("thread_ts") and args["thread_ts"] not in channel.messages:
        raise Refused("thread_not_found")
    customized = "chat:write.customize" in site.scopes
    if args.get("username") and not customized:
        raise Refused("missing_scope", needed="chat:write.customize", provided=",".join(sorted(site.scopes)))
    message = _posted(site, channel, args)
    site.said(message)
    return {"channel": channel.id, "ts": message.ts, "message": shapes.body(message)}


def _posted(site: Site, channel: Channel, args: Json) -> Message:
    return Message(
        channel.id,
        site.world.ts(),
        BOT,
        args.get("text", ""),
        args.get("thread_ts", ""),
        _with_ids(site, args.get("blocks") or []),
        BOT_ID,
        args.get("username", ""),
        args.get("icon_emoji", ""),
        "bot_message" if args.get("username") else "",
        args.get("metadata") or {},
        broadcast=bool(args.get("reply_broadcast")),
    )


def update(site: Site, args: Json) -> Json:
    """Change a message of the bot's."""
    message = site.message(args["channel"], args["ts"])
    if message.user != BOT:
        raise Refused("cant_update_message")
    blocks = args.get("blocks")
    site.change(message, args.get("text", message.text), [] if blocks is None else _with_ids(site, blocks))
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": message.text,
        "message": shapes.body(message),
    }


def delete(site: Site, args: Json) -> Json:
    """Take a message of the bot's back."""
    message = site.message(args["channel"], args["ts"])
    if message.user != BOT:
        raise Refused("cant_delete_message")
    site.erase(message)
    return {"channel": message.channel, "ts": message.ts}


def ephemeral(site: Site, args: Json) -> Json:
    """Show something to one person."""
    channel = writable(site, args["channel"])
    if args["user"] not in channel.members:
        raise Refused("user_not_in_channel")
    shown = Ephemeral(
        site.world.ts(),
        channel.id,
        args["user"],
        args.get("text", ""),
        args.get("thread_ts", ""),
        _with_ids(site, args.get("blocks") or []),
    )
    site.world.ephemerals.append(shown)
    return {"message_ts": shown.id}


def history(site: Site, args: Json) -> Json:
    """Return messages that are no replies, newest first."""
    channel = site.channel(args["channel"])
    _inside(channel)
    found = [m for m in site.world.sorted(channel.id) if m.thread_ts in ("", m.ts) or m.broadcast]
    return _page(found[::-1], args)


def replies(site: Site, args: Json) -> Json:
    """Return a root and its replies, oldest first."""
    channel = site.channel(args["channel"])
    _inside(channel)
    root = site.message(channel.id, args["ts"], "thread_not_found")
    page = _page([m for m in site.world.thread(channel.id, args["ts"]) if m is not root], args)
    first = _told(root, bool(args.get("include_all_metadata")))  # Slack puts the root before every page
    return {**page, "messages": [first, *page["messages"]]}


def _page(found: list[Message], args: Json) -> Json:
    oldest, latest = float(args.get("oldest") or 0), float(args.get("latest") or 1e12)
    bounds = {oldest, latest} if args.get("inclusive") else set()
    inside = [m for m in found if oldest < float(m.ts) < latest or float(m.ts) in bounds]
    start, limit = int(args.get("cursor") or 0), int(args.get("limit") or 100)
    page = inside[start : start + limit]
    more = start + limit < len(inside)
    return {
        "messages": [_told(m, bool(args.get("include_all_metadata"))) for m in page],
        "has_more": more,
        "response_metadata": {"next_cursor": str(start + limit) if more else ""},
    }


def _told(message: Message, metadata: bool) -> Json:
    found = shapes.body(message)
    return {**found, "metadata": message.metadata} if metadata and message.metadata else found


def info(site: Site, args: Json) -> Json:
    """Describe a place."""
    channel = site.channel(args["channel"])
    described: Json = {"id": channel.id, "name": channel.name, "is_archived": channel.archived}
    described |= {"is_im": channel.kind == "im", "is_private": channel.kind != "channel"}
    if channel.kind == "im":
        return {"channel": {**described, "user": channel.other}}
    return {"channel": {**described, "is_member": BOT in channel.members}}


def my_channels(site: Site, args: Json) -> Json:
    """List the places of a kind that the bot is in."""
    found = [channel for channel in site.world.channels.values() if BOT in channel.members]
    listed = [{"id": channel.id} for channel in found if channel.kind in str(args.get("types", "im"))]
    return {"channels": listed, "response_metadata": {"next_cursor": ""}}


def user_info(site: Site, args: Json) -> Json:
    """Describe a person."""
    user = site.world.users.get(args["user"])
    if user is None:
        raise Refused("user_not_found")
    profile = {"display_name": user.name, "real_name": user.name}
    described = {"id": user.id, "name": user.name.lower(), "real_name": user.name, "is_bot": user.is_bot}
    return {"user": {**described, "profile": profile, "locale": user.locale, "team_id": TEAM}}


def group_users(site: Site, args: Json) -> Json:
    """List the members of a user group."""
    if args["usergroup"] not in site.world.groups:
        raise Refused("no_such_subteam")
    return {"users": sorted(site.world.groups[args["usergroup"]])}


def groups(site: Site, args: Json) -> Json:
    """List the user groups."""
    found = [{"id": id, "users": sorted(users)} for id, users in site.world.groups.items()]
    return {"usergroups": found}


def react(site: Site, args: Json) -> Json:
    """Put a reaction of the bot's on a message."""
    message = site.message(args["channel"], args["timestamp"])
    if args["name"].partition("::")[0] not in NAMES:
        raise Refused("invalid_name")
    users = message.reactions.setdefault(args["name"], [])
    if BOT in users:
        raise Refused("already_reacted")
    users.append(BOT)
    _tell_reaction(site, message, args["name"], on=True)
    return {}


def unreact(site: Site, args: Json) -> Json:
    """Take a reaction of the bot's off."""
    message = site.message(args["channel"], args["timestamp"])
    users = message.reactions.get(args["name"], [])
    if BOT not in users:
        raise Refused("no_reaction")
    users.remove(BOT)
    _tell_reaction(site, message, args["name"], on=False)
    return {}


def _tell_reaction(site: Site, message: Message, name: str, on: bool) -> None:
    event = shapes.reaction(message, BOT, name, on, site.world.ts())
    site.tell(site.world.channels[message.channel], event)


def view(site: Site, args: Json) -> Json:
    """Open a modal before the person who pressed; the trigger lives 3 seconds and works once."""
    found = site.triggers.pop(args["trigger_id"], None)
    if found is None:
        raise Refused(
            "exchanged_trigger_id" if args["trigger_id"].startswith("trigger.") else "invalid_trigger_id"
        )
    user, made = found
    if site.now() - made > TRIGGER_SECONDS:
        raise Refused("expired_trigger_id")
    modal = Modal(site.world.id("V"), user, args["view"])
    site.world.modals[modal.id] = modal
    return {"view": {"id": modal.id, "team_id": TEAM, **args["view"]}}


def writable(site: Site, id: str) -> Channel:
    channel = site.channel(id)
    _inside(channel)
    if channel.archived:
        raise Refused("is_archived")
    return channel


def _inside(channel: Channel) -> None:
    if BOT not in channel.members:
        raise Refused("not_in_channel")


def _with_ids(site: Site, blocks: list[Json]) -> list[Json]:
    return [{"block_id": site.world.id("b"), **block} for block in blocks]


METHODS: Final[dict[str, tuple[Method, tuple[str, ...]]]] = {
    "auth.test": (auth_test, ()),
    "chat.postMessage": (post, ("chat:write",)),
    "chat.update": (update, ("chat:write",)),
    "chat.delete": (delete, ("chat:write",)),
    "chat.postEphemeral": (ephemeral, ("chat:write",)),
    "conversations.history": (history, ("im:history", "channels:history", "groups:history")),
    "conversations.replies": (replies, ("im:history", "channels:history", "groups:history")),
    "conversations.info": (info, ("im:read", "channels:read", "groups:read")),
    "users.conversations": (my_channels, ("im:read",)),
    "users.info": (user_info, ("users:read",)),
    "usergroups.users.list": (group_users, ("usergroups:read",)),
    "usergroups.list": (groups, ("usergroups:read",)),
    "reactions.add": (react, ("reactions:write",)),
    "reactions.remove": (unreact, ("reactions:write",)),
    "views.open": (view, ()),
}
"""Each method with the scopes one of which it needs; of three, the one for the kind of place."""
