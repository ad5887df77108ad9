"""After a stop: what was written meanwhile is taken in, in order, and old buttons work."""

import time

from channels.slack.adapter import SlackChannel
from handoff.events import ContactSaid
from handoff.ids import Address
from tests.channels.slack.harness import SYSTEM, Book, Scene, until
from tests.channels.slack.test_team import card
from tests.platforms.slack.faults import Fault

POST = "chat.postMessage"


def texts(book: Book) -> list[str]:
    return [event.content.text for _, event in book.events if isinstance(event, ContactSaid)]


async def test_messages_from_while_it_was_down_are_taken_in_and_told_once(here: Scene) -> None:
    thread_ts = await here.send("card", here.desk, author=SYSTEM)
    for number in range(3):
        here.mia.says(f"{number}")
    here.ana.says("anybody?", here.team, thread_ts)
    async with here.running():
        await here.settled()
        here.mia.says("now")
        await here.settled()
        await until(lambda: len(here.book.recoveries) == 2)
    assert texts(here.book) == ["0", "1", "2", "now"]
    assert set(here.book.recoveries) == {(here.mine, 3), (Address("slack", f"C0TEAM/{thread_ts}"), 1)}


async def test_what_slack_gave_up_to_deliver_is_read_from_its_history(here: Scene) -> None:
    here.slack.courier.retries = ()
    thread_ts = await here.send("card", here.desk, author=SYSTEM)
    here.book.open_threads = [Address("slack", f"C0TEAM/{thread_ts}")]
    ben = here.slack.someone("Ben")
    async with here.running():
        here.mia.says("before")
        await here.settled()
        await until(lambda: "slack:listened" in here.memos.kept)
    for number in range(3):
        here.mia.says(f"{number}")
    ben.says("from ben")
    here.ana.says("anybody?", here.team, thread_ts)
    await here.settled()
    async with here.running():
        here.mia.says("now")
        await until(lambda: len(here.book.events) == 6 and here.book.team_events)
        await until(lambda: len(here.book.recoveries) == 3)
    assert [text for text in texts(here.book) if text != "from ben"] == ["before", "0", "1", "2", "now"]
    assert set(here.book.recoveries) == {
        (here.mine, 3),
        (Address("slack", ben.dm.id), 1),
        (here.book.open_threads[0], 1),
    }


async def test_what_was_missed_is_read_again_when_it_could_not_be_stored(here: Scene) -> None:
    here.slack.courier.retries = ()
    here.memos.kept["slack:listened"] = f"{time.time() - 5:.0f}"
    here.mia.says("hello")
    await here.settled()
    here.book.away = True
    here.slack.fail(Fault("conversations.history", status=429, seconds=1))
    async with here.running():
        await until(lambda: here.book.refused)
        here.book.away = False
        here.mia.says("hello?")
        await until(lambda: texts(here.book) == ["hello", "hello?"])


async def test_buttons_of_cards_from_before_a_restart_work(here: Scene) -> None:
    async with here.running():
        receipt = await here.channel.post_card(here.desk, card(), "c")
    here.channel = SlackChannel(here.settings(), here.files, here.memos)
    async with here.running():
        assert (await here.ana.presses("Resolve", here.team.messages[receipt.ref])).ok
        again = await here.channel.post_card(here.desk, card(), "c")
    assert again == receipt
    assert len(here.book.team_events) == 1
