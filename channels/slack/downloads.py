"""Brings in the files that people send."""

from typing import Any, Final

from channels.files import Files
from channels.slack.api import Api
from channels.slack.errors import translate
from channels.slack.text import one_line
from handoff.content import Content, File
from handoff.ids import Address

Json = dict[str, Any]
_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"%PDF-", "application/pdf"),
)
_MIB: Final = 1024 * 1024


class Downloads:
    """Fetches with the bot's token, within the size limit; what cannot be fetched is said in brackets."""

    def __init__(self, api: Api, files: Files) -> None:
        self._api = api
        self._files = files

    async def content(self, owner: Address, text: str, given: tuple[Json, ...]) -> Content:
        """Return a message with its files kept under their owner's name."""
        kept, words = [], [text] if text else []
        for one in given:
            got = await self._take(owner, one)
            if isinstance(got, File):
                kept.append(got)
            else:
                words.append(got)
        return Content("\n".join(words), files=tuple(kept))

    async def _take(self, owner: Address, one: Json) -> File | str:
        name = one_line(str(one.get("name") or one.get("title") or "file"), 120)
        size, most = one.get("size"), self._api.settings.max_file
        if isinstance(size, int) and size > most:
            return f"[file {name}: {size / _MIB:.0f} MB, larger than the {most // _MIB} MB we take]"
        url = str(one.get("url_private_download") or one.get("url_private") or "")
        data = await self._fetch(url, most, str(one.get("mimetype") or "")) if url else None
        if data is None:
            return f"[file {name}: could not be fetched from Slack]"
        return await self._files.save(str(owner), name, sniff(data, str(one.get("mimetype") or "")), data)

    async def _fetch(self, url: str, most: int, media: str) -> bytes | None:
        headers = {"Authorization": f"Bearer {self._api.settings.bot_token}"}
        try:
            async with self._api.http() as session, session.get(url, headers=headers) as answer:
                page = answer.content_type == "text/html" and media != "text/html"
                if answer.status != 200 or page:  # Slack sends a page to sign in, with status 200
                    return None
                data = await answer.content.read(most + 1)
                while len(data) <= most and (more := await answer.content.read(most + 1 - len(data))):
                    data += more
        except Exception as error:
            translate(error)
            return None
        return data if len(data) <= most else None


def sniff(data: bytes, claimed: str) -> str:
    """Return the media type: what the bytes show, else what is claimed unless that could be run or shown."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    for magic, media in _MAGIC:
        if data.startswith(magic):
            return media
    plain = claimed.startswith(("audio/", "video/")) or claimed in ("text/plain", "text/csv")
    return claimed if plain else "application/octet-stream"
