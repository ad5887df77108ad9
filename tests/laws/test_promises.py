"""Law 4 over random interleavings: at the moment a contact is promised the team, the team has the card."""

import asyncio
import re
from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handoff.ids import Address
from handoff.ownership import Owner
from handoff.state import Conversation
from handoff.store.base import Row
from handoff.transcript import AuthorKind, Entry, EntryKind
from tests.laws.test_laws import Op, Story, end, ops
from tests.laws.world import SECOND, TEAM, World

PROMISES = re.compile(r"passed this on to our team \((H-\d+)\)|Your request (H-\d+) is still with the team")


class Watched(World):
    """Looks, at every commit, whether what the contact is told is true by then."""

    def __init__(self, gone: Sequence[Address]) -> None:
        super().__init__()
        self.channel.gone.update(gone)
        self.promised: list[str] = []

    def _started(self, state: Conversation, rows: Sequence[Row], entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry.kind is EntryKind.MESSAGE and entry.author.kind is AuthorKind.SYSTEM:
                self._check(entry.content.text)
        super()._started(state, rows, entries)

    def _check(self, text: str) -> None:
        found = PROMISES.search(text)
        if found is not None:
            ticket = found[1] or found[2]
            shown = {str(card.ticket) for chat in ("team", "second") for card in self.channel.cards(chat)}
            assert ticket in shown, f"law 4: {text!r} while the team's places show {shown}"
            self.promised.append(ticket)


def play(story: list[Op], gone: list[Address]) -> Watched:
    async def main() -> Watched:
        world = Watched(gone)
        await world.start()
        telling = Story(world)
        try:
            for op in story:
                await telling.play(op)
            await end(telling)
            state = await world.state()
            if state is not None and state.owner is Owner.WAITING:
                assert state.handoff is not None
                assert state.handoff.told, "law 9: whoever waits was told something"
        finally:
            await world.crash()
        return world

    return asyncio.run(main())


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(ops, min_size=2, max_size=16), st.lists(st.sampled_from([TEAM, SECOND]), unique=True, max_size=2)
)
def test_nobody_is_promised_a_team_that_was_not_told(story: list[Op], gone: list[Address]) -> None:
    play(story, gone)


def test_the_promise_is_made_when_a_place_took_the_card() -> None:
    assert play([Op("human", steps=20)], []).promised
    assert play([Op("human", steps=20)], [TEAM]).promised, "the next queue's place took it"


def test_where_every_place_refuses_nothing_is_promised_and_the_truth_is_told() -> None:
    world = play([Op("human", steps=20)], [TEAM, SECOND])
    assert world.promised == []
    assert any("could not reach our team" in text for text in world.channel.texts("chat"))
