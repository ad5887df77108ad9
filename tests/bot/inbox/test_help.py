"""What the model does for operators in the inbox: drafts, translations and the summary, marked as such."""

from dataclasses import replace

import pytest

from handoff.content import Content
from handoff.events import (
    Drafted,
    LanguageHeard,
    OperatorReplied,
    OperatorTook,
    ReplyTranslated,
    Summarized,
    Translated,
)
from handoff.ids import Address, ConversationId, Ticket
from handoff.policy import Assistance
from handoff.transcript import EntryKind
from tests.bot.assist.helper import BUSY, FakeHelper, busy
from tests.bot.inbox.conftest import Client, Program
from tests.bot.inbox.house import House
from tests.handoff.stage import ANA, BEN


@pytest.fixture
def helper(house: House) -> FakeHelper:
    """The model, with all its help turned on."""
    house.helper = found = FakeHelper()
    house.policy = replace(house.policy, assist=Assistance(summaries=True, drafts=True, translate=True))
    return found


async def page(house: House, client: Client, id: ConversationId) -> str:
    async with client.get(f"/inbox/c/{id}/panes", headers=house.cookie("ana")) as response:
        assert response.status == 200
        return await response.text()


async def replied(house: House, id: ConversationId, text: str = "Hello") -> int:
    """Let Ana write in English to a contact who speaks German; return the seq of what waits."""
    await house.desk.happened(id, LanguageHeard("de"))
    await house.desk.happened(id, OperatorReplied(ANA, Content(text)))
    return (await house.state(id)).pending[-1].seq


# ── drafts ───────────────────────────────────────────────────────────────────────────────────────


async def test_a_draft_is_given_to_who_asks_and_said_to_nobody(
    house: House, helper: FakeHelper, ana: Program
) -> None:
    id = await house.handed_off("a")
    before = await house.texts(id)
    assert await ana.act(id, "draft", {"instruction": "be kind"}) == (200, {"text": "Dear customer 1"})
    assert helper.asked == [("draft", "be kind")]
    assert await ana.act(id, "draft") == (200, {"text": "Dear customer 2"})
    assert await house.texts(id) == before


async def test_a_model_that_fails_is_said_in_words_an_operator_understands(
    house: House, helper: FakeHelper, ana: Program
) -> None:
    id = await house.handed_off("a")
    helper.fails = busy()
    status, told = await ana.act(id, "draft")
    assert (status, told["error"]) == (503, "no_draft")
    assert told["message"] == f"No draft could be written. {BUSY}"


async def test_without_a_model_there_is_no_draft_and_no_button(
    house: House, client: Client, ana: Program
) -> None:
    id = await house.handed_off("a")
    status, told = await ana.act(id, "draft")
    assert (status, told["error"]) == (409, "off")
    assert "Draft a reply" not in await page(house, client, id)


async def test_only_who_may_write_there_gets_one(house: House, helper: FakeHelper, cleo: Program) -> None:
    id = await house.say("a", "my lawyer")
    assert (await cleo.act(id, "draft"))[0] == 403
    assert (await cleo.act(ConversationId("nowhere"), "draft"))[0] == 404
    assert (await cleo.act(id, "draft", {"instruction": "x" * 3000}))[0] in (403, 422)
    assert helper.asked == []


async def test_a_desk_threads_draft_is_marked_as_one(
    house: House, helper: FakeHelper, client: Client
) -> None:
    id = await house.handed_off("a")
    await house.desk.happened(id, Drafted(Address("slack", "C1/1"), "Dear Maria", 1))
    shown = await page(house, client, id)
    assert "Draft: only your team sees this" in shown
    assert "Dear Maria" in shown
    assert "Draft a reply" in shown


# ── translations ─────────────────────────────────────────────────────────────────────────────────


async def test_a_contacts_words_are_shown_translated_with_the_original_a_click_away(
    house: House, helper: FakeHelper, client: Client, ana: Program
) -> None:
    id = await house.handed_off("a", "ein <b>person</b> bitte")
    said = (await house.state(id)).said
    await house.desk.happened(id, Translated(said, "a <b>person</b> please", "en"))
    shown = await page(house, client, id)
    assert '<div class="text" dir="auto">a &lt;b&gt;person&lt;/b&gt; please</div>' in shown
    original = '<p dir="auto">ein &lt;b&gt;person&lt;/b&gt; bitte</p>'
    assert f"Translated. Show the original</summary>{original}" in shown
    line = next(one for one in (await ana.whole(id))["transcript"] if one["seq"] == said)
    assert (line["text"], line["translation"]) == ("ein <b>person</b> bitte", "a <b>person</b> please")


async def test_a_reply_shows_that_it_is_being_translated_and_then_what_was_sent(
    house: House, helper: FakeHelper, client: Client, ana: Program
) -> None:
    id = await house.handed_off("a")
    seq = await replied(house, id)
    assert "Being translated, then sent to Maria Lopez" in await page(house, client, id)
    status, told = await ana.send(f"/api/inbox/conversations/{id}/messages/{seq}", {"text": "x"}, "PATCH")
    assert (status, told["message"]) == (409, "It is being translated. Change it once it was sent.")
    await house.desk.happened(id, ReplyTranslated(seq, "Hello", "Hallo"))
    shown = await page(house, client, id)
    assert "Being translated" not in shown
    assert shown.count("Hello</p></details>") == 1
    assert "<p>Hallo</p>" in shown
    line = (await ana.whole(id))["transcript"][-1]
    assert (line["text"], line["original"]) == ("Hallo", "Hello")


async def test_one_that_was_not_sent_says_so(house: House, helper: FakeHelper, client: Client) -> None:
    id = await house.handed_off("a")
    seq = await replied(house, id)
    await house.desk.happened(id, OperatorTook(BEN, over=ANA.operator))
    await house.desk.happened(id, ReplyTranslated(seq, "Hello", "Hallo"))
    shown = await page(house, client, id)
    assert "Not sent: only your team sees this" in shown
    assert "The reply of Ana was not sent" in shown


async def test_a_change_of_a_translated_message_is_translated_too(
    house: House, helper: FakeHelper, client: Client, ana: Program
) -> None:
    id = await house.handed_off("a")
    await house.desk.happened(id, LanguageHeard("de"))
    await ana.act(id, "reply", {"text": "Helo"})
    first = (await house.state(id)).pending[-1].seq
    await house.desk.happened(id, ReplyTranslated(first, "Helo", "Halo"))
    message = max(one["seq"] for one in (await ana.whole(id))["transcript"] if one.get("original") == "Helo")
    await ana.send(f"/api/inbox/conversations/{id}/messages/{message}", {"text": "Hello"}, "PATCH")
    held = (await house.state(id)).pending[-1].seq
    await house.desk.happened(id, ReplyTranslated(held, "Hello", "Hallo"))
    line = next(one for one in (await ana.whole(id))["transcript"] if one["seq"] == message)
    assert (line["text"], line["original"], line["earlier"]) == ("Hallo", "Hello", ["Halo"])


# ── the summary ──────────────────────────────────────────────────────────────────────────────────


async def test_the_summary_says_who_wrote_it(
    house: House, helper: FakeHelper, client: Client, ana: Program
) -> None:
    id = await house.handed_off("a")
    assert "by the assistant" not in await page(house, client, id)
    handoff = (await house.state(id)).handoff
    assert handoff is not None
    await house.desk.happened(id, Summarized(Ticket(handoff.ticket.number), "Wants a refund."))
    shown = await page(house, client, id)
    assert "by the assistant" in shown
    assert '<p dir="auto">Wants a refund.</p>' in shown
    assert (await ana.whole(id))["envelope"]["summarized"] is True


async def test_nothing_of_it_is_in_what_the_contact_reads(
    house: House, helper: FakeHelper, client: Client
) -> None:
    id = await house.handed_off("a")
    await house.desk.happened(id, OperatorTook(ANA))
    await house.desk.happened(id, Translated((await house.state(id)).said, "SECRET", "en"))
    await house.desk.happened(id, Drafted(Address("slack", "C1/1"), "SECRET", 1))
    await replied(house, id, "SECRET")
    said = [one for one in await house.store.entries(id) if one.kind is EntryKind.MESSAGE]
    assert not [one for one in said if "SECRET" in one.content.text]
