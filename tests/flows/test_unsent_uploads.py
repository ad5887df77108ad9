"""Uploads that were never sent: gone a day later, with the process that finds them; what was sent stays."""

import os
from pathlib import Path

from aiohttp import FormData

from tests.flows.people import People, people_of
from tests.process import bot_in

FILES = "/api/chat/files"


async def upload(people: People, headers: dict[str, str], data: bytes) -> dict[str, str]:
    """Bring a file; return what the page is told of it."""
    form = FormData()
    form.add_field("file", data, filename="a.txt")
    async with people.http.post(FILES, data=form, headers=headers) as reply:
        assert reply.status == 201
        return dict(await reply.json())


async def test_after_a_day_only_what_was_sent_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "files"
    async with bot_in(tmp_path) as bot, people_of(bot) as people:
        mia = await people.contact("Mia")
        sent, left, young = [await upload(people, mia.headers, data) for data in (b"1", b"2", b"3")]
        body = mia.post("See this") | {"files": [sent["id"]]}
        assert (await mia.call("POST", "/api/chat/messages", body)).status == 202
        assert {path.stem for path in folder.glob("*.unsent")} == {left["id"], young["id"]}
        await bot.kill()
        os.utime(folder / f"{left['id']}.unsent", (0, 0))
        await bot.start()
        assert '"count": 1' in await bot.log.find("removed uploads that were never sent")
        for file, status in ((sent, 200), (left, 404), (young, 200)):
            async with people.http.get(file["url"]) as reply:
                assert reply.status == status
        late = mia.post("And this") | {"files": [left["id"]]}
        assert (await mia.call("POST", "/api/chat/messages", late)).body["error"] == "unknown_file"
