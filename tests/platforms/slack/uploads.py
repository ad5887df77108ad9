"""Files: upload in three steps, and downloads that need the bot's token."""

import mimetypes
from typing import Final

from aiohttp import web

from tests.platforms.slack import shapes
from tests.platforms.slack.methods import Method, writable
from tests.platforms.slack.site import Refused, Site
from tests.platforms.slack.world import BOT, BOT_ID, Channel, File, Json, Message

SIGN_IN: Final = "<!DOCTYPE html><html><body>Sign in to Slack</body></html>"


def new_file(site: Site, name: str, data: bytes = b"", user: str = BOT) -> File:
    """Make a file in the workspace."""
    id = site.world.id("F")
    media = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = File(id, name, media, data, user, url=f"{site.base()}/files-pri/{id}/{name}")
    site.world.files[id] = file
    return file


def begin(site: Site, args: Json) -> Json:
    """Give out an address to upload to."""
    file = new_file(site, args["filename"])
    return {"upload_url": f"{site.base()}/upload/{file.id}?length={args['length']}", "file_id": file.id}


def complete(site: Site, args: Json) -> Json:
    """Show uploaded files in a place, all in one message."""
    files = [_uploaded(site, part["id"]) for part in args["files"]]
    if args.get("channel_id"):
        channel = writable(site, args["channel_id"])
        if args.get("thread_ts") and args["thread_ts"] not in channel.messages:
            raise Refused("thread_not_found")
        site.said(_share(site, channel, files, args))
    for file in files:
        file.done = True
    return {"files": [{"id": file.id, "title": file.name} for file in files]}


def _uploaded(site: Site, id: str) -> File:
    file = site.world.files.get(id)
    if file is None or not file.data:
        raise Refused("file_not_found")
    if file.done:
        raise Refused("invalid_arguments", response_metadata={"messages": [f"{id} is completed already"]})
    return file


def _share(site: Site, channel: Channel, files: list[File], args: Json) -> Message:
    return Message(
        channel.id, site.world.ts(), BOT, args.get("initial_comment", ""), args.get("thread_ts", ""),
        bot_id=BOT_ID, subtype="file_share", files=files,
    )  # fmt: skip


def file_info(site: Site, args: Json) -> Json:
    """Describe a file, with the messages that show it."""
    file = site.world.files.get(args["file"])
    if file is None:
        raise Refused("file_not_found")
    shares: Json = {}
    for channel, ts in file.shares.items():
        kind = "public" if site.world.channels[channel].kind == "channel" else "private"
        shares.setdefault(kind, {})[channel] = [{"ts": ts}]
    return {"file": {**shapes.file(file), "shares": shares}}


async def upload(site: Site, request: web.Request) -> web.Response:
    """Take the bytes."""
    file = site.world.files.get(request.match_info["id"])
    data = await request.read()
    if request.content_type.startswith("multipart/"):
        raise web.HTTPBadRequest(text="send the bytes alone")
    if file is None or len(data) != int(request.query["length"]):
        raise web.HTTPBadRequest(text="wrong length")
    file.data = data
    return web.Response(text=f"OK - {len(data)}")


async def download(site: Site, request: web.Request) -> web.Response:
    """Give the bytes to who may read files; all others get a page to sign in, with status 200 as in Slack."""
    file = site.world.files.get(request.match_info["id"])
    if file is None:
        raise web.HTTPNotFound
    allowed = request.headers.get("Authorization") == f"Bearer {site.token}" and "files:read" in site.scopes
    if not allowed:
        return web.Response(text=SIGN_IN, content_type="text/html")
    return web.Response(body=file.data, content_type=file.mimetype)


METHODS: Final[dict[str, tuple[Method, tuple[str, ...]]]] = {
    "files.getUploadURLExternal": (begin, ("files:write",)),
    "files.completeUploadExternal": (complete, ("files:write",)),
    "files.info": (file_info, ("files:read",)),
}
