"""The full product of owners and moves, against what the design says and not against the table itself."""

import itertools

import pytest

from handoff.decision import Facts
from handoff.errors import RuleBroken
from handoff.ids import Ticket
from handoff.moves.draft import Draft
from handoff.ownership import TABLE, Move, Owner, after
from handoff.transcript import EntryKind
from tests.handoff.stage import ANA, Stage

A, W, H, C, T = Owner.AGENT, Owner.WAITING, Owner.HUMAN, Owner.CLOSED, Owner.AUTOMATION

EXPECTED = {
    Move.ESCALATE: {A: W, T: W},
    Move.TAKE: {A: H, T: H, W: H, C: H},
    Move.REPLY: {A: H, T: H, W: H},
    Move.TRANSFER: {W: W, H: W},
    Move.ASSIGN: {W: H, H: H},
    Move.RETURN: {W: A, H: A},
    Move.RESOLVE: {A: C, T: C, W: C, H: C},
    Move.EXPIRE: {W: A},
    Move.SILENCE: {H: W},
    Move.REOPEN: {C: A},
    Move.HAND_OVER: {A: T, T: A},
}
PRODUCT = list(itertools.product(Owner, Move))


def draft(owner: Owner) -> Draft:
    stage = Stage()
    draft = Draft(stage.state, Facts(stage.now, Ticket(1001), stage.policy))
    draft.set(owner=owner)
    return draft


def test_every_owner_has_a_row_and_every_move_is_somewhere() -> None:
    assert set(TABLE) == set(Owner)
    assert set(EXPECTED) == set(Move)


@pytest.mark.parametrize(("owner", "move"), PRODUCT)
def test_a_move_leads_where_the_design_says_or_nowhere(owner: Owner, move: Move) -> None:
    assert after(owner, move) is EXPECTED[move].get(owner)


@pytest.mark.parametrize(("owner", "move"), PRODUCT)
def test_a_move_that_exists_grows_the_epoch_and_is_written_down_and_any_other_raises(
    owner: Owner, move: Move
) -> None:
    making = draft(owner)
    to = EXPECTED[move].get(owner)
    if to is None:
        with pytest.raises(RuleBroken):
            making.move(move, ANA)
        return
    making.move(move, ANA)
    assert (making.state.owner, making.state.epoch, making.state.asked) == (to, 1, False)
    assert making.state.operator == (ANA.operator if to is H else None)
    (entry,) = making.finish(None).entries  # type: ignore[arg-type]
    assert entry.kind is EntryKind.OWNER
    assert (entry.data["owner"], entry.data["epoch"], entry.data["move"]) == (to, 1, move)


def test_nobody_is_ever_stuck() -> None:
    """From every owner there is a way to the agent and a way to a person."""
    for start in Owner:
        reached = {start}
        for _ in Owner:
            reached |= {to for owner in reached for to in TABLE[owner].values()}
        assert {A, H} <= reached
