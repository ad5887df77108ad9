"""Asks Slack whether all is set up, and says what to click where it is not."""

from channels.errors import Permanent
from channels.slack.api import Api, Identity
from channels.slack.errors import Refusal
from channels.slack.manifest import NEEDED, WANTED
from channels.slack.spot import Spot

_ADD = "add it under OAuth & Permissions, Scopes, then press Reinstall to Workspace"


async def who(api: Api) -> str:
    """Say who we are; raises ChannelError with what to do."""
    me = await api.identify()
    _scopes(me)
    settings = api.settings
    if settings.mode == "http" and not settings.signing_secret:
        raise Permanent("mode http needs signing_secret: Basic Information, App Credentials, Signing Secret")
    if settings.mode == "socket":
        await _app_token(api)
    wanted = [f"{scope} to {why}" for scope, why in WANTED.items() if me.scopes and scope not in me.scopes]
    extra = f"; without: {', '.join(wanted)}" if wanted else ""
    return f"@{me.name} in {me.team}, user {me.user}{extra}"


async def place(api: Api, spot: Spot) -> str:
    """Say whether we may work in a channel of the team's; raises ChannelError with what to click."""
    found = (await api.read("conversations.info", channel=spot.channel)).get("channel") or {}
    name = f"#{found.get('name')}" if found.get("name") else spot.channel
    me = await api.identify()
    if found.get("is_archived"):
        raise Permanent(f"{name} is archived: unarchive it in Slack, or name another channel")
    if not found.get("is_im") and not found.get("is_member"):
        raise Permanent(f"the bot is not in {name}: write /invite @{me.name} there")
    scope = "groups:history" if found.get("is_private") and not found.get("is_im") else "channels:history"
    if me.scopes and scope not in me.scopes:
        raise Permanent(f"the scope {scope} is missing for {name}: {_ADD}")
    return f"{name}: ready"


def _scopes(me: Identity) -> None:
    missing = [scope for scope in NEEDED if me.scopes and scope not in me.scopes]
    if missing:
        whole = ", ".join(f"{scope} (to {NEEDED[scope]})" for scope in missing)
        raise Permanent(f"missing scopes: {whole}; {_ADD}")


async def _app_token(api: Api) -> None:
    where = "Basic Information, App-Level Tokens, with the scope connections:write"
    if not api.settings.app_token:
        raise Permanent(f"Socket Mode needs app_token: {where}")
    try:
        await api.open_socket()
    except Refusal as refusal:
        raise Permanent(f"Slack refuses app_token ({refusal.code}): make one under {where}") from refusal
