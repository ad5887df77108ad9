"""Whatever is sent wherever, a channel fails as a channel fails, or not at all."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.base import Channel, Mark, Outgoing, Voice
from channels.errors import ChannelError
from handoff.card import Card
from handoff.content import Button, Content, Field, Source
from handoff.envelope import Line
from handoff.ids import Address, ConversationId, Ticket
from handoff.transcript import Author, AuthorKind
from tests.contracts.channels import KINDS
from tests.contracts.rig import Rig
from tests.contracts.test_channel import running

texts = st.text(max_size=60) | st.sampled_from(["x" * 100_000, "\x00\x1b[2J", "\ud800", "@everyone <b>", ""])
contents = st.builds(
    Content,
    text=texts,
    buttons=st.lists(st.builds(Button, texts, texts), max_size=40).map(tuple),
    fields=st.lists(st.builds(Field, texts, texts), max_size=5).map(tuple),
    sources=st.lists(st.builds(Source, texts, texts, texts), max_size=3).map(tuple),
)
cards = st.builds(
    Card,
    st.just(Ticket(1001)),
    st.just(ConversationId("c1")),
    texts,
    texts,
    contents,
    st.booleans(),
    texts,
    st.lists(st.builds(Line, texts, texts), max_size=6).map(tuple),
    st.none() | st.floats(),
)
outs = st.builds(
    Outgoing,
    texts,
    texts.map(lambda chat: Address("", chat)),
    st.builds(Author, st.sampled_from(AuthorKind), texts),
    contents,
    st.none() | texts,
    st.sampled_from(Voice),
    st.booleans(),
)

Call = Callable[[], Awaitable[object]]


def calls(channel: Channel, out: Outgoing, card: Card, ref: str) -> Iterator[Call]:
    to = out.to
    yield lambda: channel.ready(to)
    yield lambda: channel.send(out)
    yield lambda: channel.edit(out, ref)
    yield lambda: channel.delete(to, ref)
    yield lambda: channel.react(to, ref, out.key, True)
    yield lambda: channel.mark(to, ref, Mark.FAILED, out.key)
    yield lambda: channel.post_card(to, card, out.key)
    yield lambda: channel.edit_card(to, ref, card)
    yield lambda: channel.check_place(to)
    yield lambda: channel.typing(to)


async def play(rig: Rig, out: Outgoing, card: Card, ref: str) -> None:
    await rig.open()
    try:
        async with running(rig):
            here = Address(rig.channel.name, out.to.chat)
            addressed = Outgoing(
                out.key, here, out.author, out.content, out.reply_to, out.voice, again=out.again
            )
            for call in calls(rig.channel, addressed, card, ref):
                with suppress(ChannelError):
                    await call()
    finally:
        await rig.close()


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(max_examples=50)
@given(out=outs, card=cards, ref=texts)
def test_whatever_is_sent_wherever_fails_as_a_channel_fails_or_not_at_all(
    kind: str, out: Outgoing, card: Card, ref: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(KINDS[kind](Path(folder)), out, card, ref))
