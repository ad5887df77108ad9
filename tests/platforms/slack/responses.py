"""What an app answers to an interaction by its ``response_url``: replace, delete, or say something more."""

from aiohttp import web

from tests.platforms.slack.judge import judge
from tests.platforms.slack.site import RESPONSE_SECONDS, RESPONSE_USES, Response, Site
from tests.platforms.slack.world import BOT, BOT_ID, Ephemeral, Json, Message


async def respond(site: Site, request: web.Request) -> web.Response:
    """Do what the app asks; five uses in thirty minutes."""
    response = site.responses.get(request.match_info["id"])
    if response is None or response.uses >= RESPONSE_USES or site.now() - response.made > RESPONSE_SECONDS:
        return web.json_response({"ok": False, "error": "used_url"}, status=404)
    response.uses += 1
    body: Json = await request.json()
    court = judge()
    if court and (fault := court.blocks(body.get("blocks") or [])):
        site.refused.append(f"response_url: {fault}")
        return web.json_response({"ok": False, "error": "invalid_blocks"}, status=400)
    if body.get("replace_original") or body.get("delete_original"):
        _change(site, response, body)
    else:
        _say(site, response, body)
    return web.Response(text="ok")


def _change(site: Site, response: Response, body: Json) -> None:
    gone = bool(body.get("delete_original"))
    for shown in [one for one in site.world.ephemerals if one.id == response.ephemeral]:
        if gone:
            site.world.ephemerals.remove(shown)
        else:
            shown.text, shown.blocks = body.get("text", ""), body.get("blocks") or []
    message = site.world.channels[response.channel].messages.get(response.ts)
    if message is None:
        return
    if gone:
        site.erase(message)
    else:
        site.change(message, body.get("text", ""), body.get("blocks") or [])


def _say(site: Site, response: Response, body: Json) -> None:
    if body.get("response_type") == "in_channel":
        site.said(Message(response.channel, site.world.ts(), BOT, body.get("text", ""), bot_id=BOT_ID))
        return
    shown = Ephemeral(site.world.ts(), response.channel, response.user, body.get("text", ""))
    shown.blocks = body.get("blocks") or []
    site.world.ephemerals.append(shown)
