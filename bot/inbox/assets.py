"""The pages' own files: templates, styles, scripts, read once when the inbox is built."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from aiohttp import web

from channels.web.http import Fault

_TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is served; ``tag`` changes with its bytes."""

    data: bytes
    type: str
    tag: str


def templates() -> dict[str, str]:
    """Return the templates by name."""
    folder = files(__package__) / "templates"
    return {one.name: one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith(".html")}


class Assets:
    """Serves the styles and scripts. Browsers keep them and ask each time whether they changed."""

    def __init__(self) -> None:
        self._assets: Mapping[str, Asset] = _load()

    async def serve(self, request: web.Request) -> web.Response:
        """Answer with one file; raises Fault 404 for a name that is not ours."""
        asset = self._assets.get(request.match_info["name"])
        if asset is None:
            raise Fault(404, "not_found", "There is no such file.")
        headers = {"Cache-Control": "no-cache", "ETag": f'"{asset.tag}"'}
        if any(known.value == asset.tag for known in request.if_none_match or ()):
            return web.Response(status=304, headers=headers)
        return web.Response(body=asset.data, content_type=asset.type, charset="utf-8", headers=headers)


def _load() -> dict[str, Asset]:
    found = {}
    for one in (files(__package__) / "static").iterdir():
        ending = one.name[one.name.rfind(".") :]
        if ending in _TYPES:
            data = one.read_bytes()
            found[one.name] = Asset(data, _TYPES[ending], hashlib.sha256(data).hexdigest()[:16])
    return found
