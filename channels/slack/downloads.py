"""Brings in the files that people send."""

from typing import Any, Final

from yarl import URL

from channels.brackets import NOT_FETCHED, missing, too_large
from channels.files import Files
from channels.kinds import kind, safe_name
from channels.slack.api import Api
from channels.slack.errors import translate
from handoff.content import Content, File
from handoff.ids import Address

Json = dict[str, Any]
MOST: Final = 25 << 20
"""Bytes that are taken in of one file."""
_SLACK: Final = (".slack.com", ".slack-gov.com")


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
        claimed, size = str(one.get("mimetype") or ""), one.get("size")
        name = safe_name(str(one.get("name") or one.get("title") or ""))
        if isinstance(size, int) and size > MOST:
            return missing(name, too_large(size, MOST))
        url = str(one.get("url_private_download") or one.get("url_private") or "")
        if url and not self._is_slacks(url):
            return missing(name, url)
        data = await self._fetch(url, claimed) if url else None
        if data is None:
            return missing(name, NOT_FETCHED)
        return await self._files.save(str(owner), name, kind(data, claimed), data)

    def _is_slacks(self, url: str) -> bool:
        """Whether the token may go there: a remote file's address is what some app says it is."""
        try:
            wanted, own = URL(url).origin(), URL(self._api.settings.api_base).origin()
        except ValueError:
            return False
        host = f".{wanted.host}"
        return wanted == own or (wanted.scheme == "https" and host.endswith(_SLACK))

    async def _fetch(self, url: str, claimed: str) -> bytes | None:
        headers = {"Authorization": f"Bearer {self._api.settings.bot_token}"}
        try:
            async with self._api.http() as session, session.get(url, headers=headers) as answer:
                page = answer.content_type == "text/html" and claimed != "text/html"
                if answer.status != 200 or page:  # Slack sends a page to sign in, with status 200
                    return None
                data = await answer.content.read(MOST + 1)
                while len(data) <= MOST and (more := await answer.content.read(MOST + 1 - len(data))):
                    data += more
        except Exception as error:
            translate(error)
            return None
        return data if len(data) <= MOST else None
