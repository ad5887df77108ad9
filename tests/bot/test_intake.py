"""The door behind every channel: counts, and hands on to the desk."""

import asyncio

import pytest

from bot.intake import Intake
from bot.metrics import Metrics
from channels.base import Capabilities
from handoff.answer import Answer
from handoff.content import Content
from handoff.effects import Deliver
from handoff.errors import StoreUnavailable
from handoff.events import AgentAnswered, ContactAskedForPerson, ContactSaid, DeliveryFailed
from handoff.feed import Marked, Typing
from handoff.ids import Address, OperatorName
from handoff.outcome import Again, Done
from handoff.store.base import RowState, Settled
from handoff.transcript import AuthorKind
from tests.bot.office import Office, open_office
from tests.handoff.stage import CONTACT, ID

HELLO = ContactSaid("m1", Content("hello"))


def intake(office: Office, metrics: Metrics | None = None) -> Intake:
    return Intake(
        office.desk,
        office.hub,
        metrics or Metrics(),
        office.channels,
        lambda name: name.title(),
        office.team,
        lambda: office.stage.policy,
    )


async def test_what_came_is_decided_and_stored() -> None:
    office = await open_office()
    assert await intake(office).receive(CONTACT, HELLO, "fake:k1") == Done(1)
    assert [entry.content.text for entry in await office.entries()] == ["hello"]


async def test_messages_and_redeliveries_are_counted_and_presses_are_not_messages() -> None:
    office, metrics = await open_office(), Metrics()
    door = intake(office, metrics)
    await door.receive(CONTACT, HELLO, "fake:k1")
    assert isinstance(await door.receive(CONTACT, HELLO, "fake:k1"), Again)
    await door.receive(CONTACT, ContactAskedForPerson("p1"), "fake:k2")
    page = metrics.render().decode()
    assert 'handoff_messages_received_total{channel="fake"} 1.0' in page
    assert 'handoff_duplicates_total{channel="fake"} 1.0' in page


async def test_what_could_not_be_stored_is_not_acknowledged_and_not_counted() -> None:
    office, metrics = await open_office(), Metrics()
    office.store.fails = 1
    with pytest.raises(StoreUnavailable):
        await intake(office, metrics).receive(CONTACT, HELLO, "fake:k1")
    assert b"messages_received_total{" not in metrics.render()


async def test_a_contact_who_types_is_shown_to_the_team_and_an_operator_to_the_contact_by_name() -> None:
    office = await open_office()
    with office.hub.watch(ID) as watch:
        await intake(office).typing(CONTACT, None)
        await intake(office).typing(CONTACT, OperatorName("ana"))
        assert await anext(watch) == Typing(ID, AuthorKind.CONTACT)
        assert await anext(watch) == Typing(ID, AuthorKind.HUMAN, "Ana")
    assert office.channel.typed == [CONTACT]


async def test_a_messenger_that_cannot_show_typing_or_is_not_there_is_not_asked_to() -> None:
    office = await open_office(Capabilities(typing=False))
    await intake(office).show_typing(CONTACT)
    await intake(office).show_typing(Address("nowhere", "x"))
    assert office.channel.typed == []


async def test_a_message_that_comes_back_later_counts_as_given_up_and_the_team_sees_why() -> None:
    office = await open_office()
    door = intake(office)
    await office.say(id="c1")
    await office.happen(AgentAnswered(0, 1, Answer("Hi.")))
    row = office.newest(Deliver)
    settled = await office.deliverer.do(row)
    assert settled is not None
    await office.store.settle(settled)
    back = DeliveryFailed(0, "there is no such mailbox", ref=settled.ref or "")
    with office.hub.watch(ID) as watch:
        assert isinstance(await door.receive(CONTACT, back, "fake:b1"), Done)
        assert await door.receive(CONTACT, back, "fake:b1") == Done()
        async with asyncio.timeout(15):
            assert Marked(ID, row.id) in [await anext(aiter(watch)) for _ in range(2)]
    stored = await office.stored(row)
    assert (stored.state, stored.error, stored.ref) == (RowState.DEAD, back.reason, settled.ref)
    told = [entry.data for entry in await office.entries() if entry.content.text == "undelivered"]
    assert [(one["seq"], one["reason"]) for one in told] == [(2, back.reason)]


async def test_what_was_never_sent_cannot_come_back() -> None:
    office = await open_office()
    await office.say()
    assert await intake(office).receive(CONTACT, DeliveryFailed(0, "why", ref="nothing"), "fake:b1") == Done()
    assert len([one for one in await office.entries() if one.content.text == "undelivered"]) == 0


async def test_who_has_no_name_for_what_came_back_means_the_last_message_and_tells_it_once() -> None:
    office = await open_office()
    door = intake(office)
    for turn, words in enumerate(("One.", "Two."), 1):
        await office.say(id=f"c{turn}")
        await office.happen(AgentAnswered(0, turn, Answer(words)))
        settled = await office.deliverer.do(office.newest(Deliver))
        assert settled is not None
        await office.store.settle(settled)
    back = DeliveryFailed(0, "the mail was marked as spam")
    assert isinstance(await door.receive(CONTACT, back, "fake:b1"), Done)
    assert isinstance(await door.receive(CONTACT, back, "fake:b1"), Again)
    rows = [row for row in await office.store.rows(ID) if isinstance(row.effect, Deliver)]
    assert [(row.state, row.error) for row in rows] == [(RowState.SENT, None), (RowState.DEAD, back.reason)]


@pytest.mark.parametrize(("quiet", "quoted"), [(False, 4), (True, None)])
async def test_a_letter_that_answers_our_last_one_quotes_nothing(quiet: bool, quoted: int | None) -> None:
    office = await open_office(Capabilities(quiet=quiet))
    door, refs = intake(office), []
    for turn, words in enumerate(("One.", "Two."), 1):
        await office.say(id=f"c{turn}")
        await office.happen(AgentAnswered(0, turn, Answer(words)))
        settled = await office.deliverer.do(office.newest(Deliver))
        assert settled is not None
        await office.store.settle(settled)
        refs.append(settled.ref or "")
    await door.receive(CONTACT, ContactSaid("m8", Content("the last"), quotes=refs[1]), "fake:k8")
    await door.receive(CONTACT, ContactSaid("m9", Content("the first"), quotes=refs[0]), "fake:k9")
    said = [entry for entry in await office.entries() if entry.id in ("m8", "m9")]
    assert [entry.target for entry in said] == [quoted, 2]


async def test_what_comes_back_before_it_is_known_to_be_sent_is_to_come_again() -> None:
    office = await open_office()
    await office.say(id="c1")
    await office.happen(AgentAnswered(0, 1, Answer("Hi.")))
    row, back = office.newest(Deliver), DeliveryFailed(0, "no such mailbox", ref="sent1")
    await office.store.settle(Settled(row.id, RowState.SENDING, 0))
    with pytest.raises(StoreUnavailable):
        await intake(office).receive(CONTACT, back, "fake:b1")
    await office.store.settle(Settled(row.id, RowState.SENT, 1, ref="sent1"))
    assert isinstance(await intake(office).receive(CONTACT, back, "fake:b1"), Done)
    assert (await office.stored(row)).state is RowState.DEAD
