"""By webhook nothing is confirmed before it is stored, and nobody but Telegram is listened to."""

import aiohttp
import pytest

from channels.errors import Permanent
from channels.telegram.settings import PATH
from channels.telegram.webhook import HEADER
from handoff.events import ContactSaid
from tests.channels.telegram.harness import Rig, eventually, hooked


async def test_updates_come_in_order_and_are_confirmed_when_stored(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    async with hooked(telegram) as rig, rig.running():
        for number in range(20):
            anna.says(f"m{number}")
        events = await rig.desk.said(20)
        await eventually(lambda: not rig.server.updates.pending)
    texts = [event.content.text for event in events if isinstance(event, ContactSaid)]
    assert texts == [f"m{number}" for number in range(20)]


async def test_before_and_after_it_runs_telegram_is_asked_to_come_again(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    async with hooked(telegram) as rig:
        async with rig.running():
            pass
        anna.says("while nobody ran")
        await eventually(lambda: rig.server.updates.posts >= 2)
        assert rig.server.updates.pending
        async with rig.running():
            await rig.desk.said(1)
            await eventually(lambda: not rig.server.updates.pending)
    assert len(rig.desk.events) == 1


async def test_who_does_not_know_the_secret_is_refused(telegram: Rig) -> None:
    update = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}}
    async with hooked(telegram) as rig, rig.running(), aiohttp.ClientSession() as session:
        url = rig.server.updates.url
        assert url.endswith(PATH)
        for headers in ({}, {HEADER: "x"}, {HEADER: ""}, {HEADER: "é"}):
            async with session.post(url, json=update, headers=headers) as answer:
                assert answer.status == 403
        known = {HEADER: rig.server.updates.secret}
        for body, status in (("nonsense", 400), ("[]", 400), ("{}", 200), ('{"update_id": "x"}', 200)):
            async with session.post(url, data=body, headers=known) as answer:
                assert answer.status == status
    assert rig.desk.events == []


async def test_going_back_to_polling_takes_the_webhook_away_and_loses_nothing(telegram: Rig) -> None:
    anna = telegram.server.person("Anna")
    async with hooked(telegram) as rig, rig.running():
        pass
    anna.says("between")
    async with telegram.again().running():
        await telegram.desk.said(1)


async def test_without_a_public_address_it_says_what_is_missing(telegram: Rig) -> None:
    with pytest.raises(Permanent, match="public_url"):
        await telegram.again(mode="webhook").channel.run(telegram.desk)
