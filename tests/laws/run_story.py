"""A story in which workflows take part, and what must be true of them in the end."""

import asyncio
from collections import Counter
from dataclasses import replace

from hypothesis import strategies as st

from handoff.approvals import Approval, Ruling
from handoff.events import ApprovalWithdrawn, ReviewerDecided, RunBegan, RunWent, Speak
from handoff.moves.runs import STALE
from handoff.outcome import Done, Lost
from handoff.ownership import Owner
from handoff.run import Phase, Run
from handoff.state import Conversation
from handoff.store.base import RowState
from handoff.store.reading import RunQuery
from handoff.transcript import EntryKind
from tests.laws.automat import NEWS, PEOPLE, RunWorld
from tests.laws.test_laws import NAMES, Op, Story, people
from tests.laws.world import ANA, BEN, ID

RUN_NAMES = [
    *("refund", "refund", "refund", "quick", "schedule", "decide", "decide", "decide", "vote_race"),
    *("withdraw", "stale_step", "stale_epoch", "late_tool", "late_vote", "wait_a_bit"),
]
run_ops = st.builds(
    Op,
    st.sampled_from([*NAMES, *RUN_NAMES, *RUN_NAMES]),
    people,
    st.integers(0, 5),
    st.sampled_from([0, 0, 1, 2, 3, 5, 9, 20]),
)
run_stories = st.lists(run_ops, min_size=6, max_size=24)
whims = st.lists(st.integers(0, 83), min_size=1, max_size=14)


class RunStory(Story):
    """Plays reviewers and runs as well."""

    world: RunWorld

    def __init__(self, world: RunWorld) -> None:
        super().__init__(world)
        self.world = world

    async def now(self) -> Conversation | None:
        return await self.world.state()

    async def pending(self) -> Approval | None:
        """Return the newest question that waits, if its time is not over."""
        state = await self.now()
        found = [one for one in state.approvals if one.ruling is Ruling.PENDING] if state is not None else []
        return found[-1] if found else None

    async def run(self) -> tuple[Run, Conversation] | None:
        """Return a live run that works, and the state it is in."""
        state = await self.now()
        going = [run for run in state.runs if run.phase is Phase.GOING] if state is not None else []
        return (going[0], state) if state is not None and going else None

    # ── what happens ─────────────────────────────────────────────────────────────────────────────

    async def do_refund(self, op: Op) -> None:
        await self.said(self.text("refund please"))
        await self.world.steps(op.number * 4)

    async def do_quick(self, op: Op) -> None:
        await self.said(self.text("quick human"))

    async def do_schedule(self, op: Op) -> None:
        if await self.now() is not None:
            await self.world.happen(RunBegan(NEWS), f"news{op.number}")

    async def do_decide(self, op: Op) -> None:
        asked = await self.pending()
        if asked is not None:
            ruling = Ruling.REJECTED if op.number % 3 == 0 else Ruling.APPROVED
            await self.world.happen(ReviewerDecided(op.who, asked.id, ruling, "because"))

    async def do_vote_race(self, op: Op) -> None:
        """Law 2: two reviewers at the same moment, and one of them perhaps says no."""
        asked = await self.pending()
        if asked is None or (asked.expires is not None and asked.expires <= self.world.now):
            return
        two = Ruling.REJECTED if op.number % 2 else Ruling.APPROVED
        outcomes = await asyncio.gather(
            self.world.happen(ReviewerDecided(ANA, asked.id, Ruling.APPROVED)),
            self.world.happen(ReviewerDecided(BEN, asked.id, two)),
        )
        assert sum(isinstance(one, Done) for one in outcomes) <= 1, "law 2"
        lost = [one for one in outcomes if isinstance(one, Lost)]
        assert lost, "law 2: the other is told"
        assert all(one.by for one in lost)

    async def do_late_vote(self, op: Op) -> None:
        """Law 2: whoever presses a button of a question that was answered changes nothing."""
        state = await self.now()
        settled = [one for one in state.approvals if one.ruling is not Ruling.PENDING] if state else []
        if settled:
            one = settled[op.number % len(settled)]
            outcome = await self.world.happen(ReviewerDecided(op.who, one.id, Ruling.APPROVED))
            assert isinstance(outcome, Lost)
            after = await self.world.store.approval(one.id)
            assert after is not None
            assert (after.ruling, after.by, after.at) == (one.ruling, one.by, one.at), "law 8"

    async def do_withdraw(self, op: Op) -> None:
        asked = await self.pending()
        if asked is not None and op.number < 2:
            await self.world.happen(ApprovalWithdrawn(asked.id))

    async def do_stale_step(self, op: Op) -> None:
        found = await self.run()
        if found is not None:
            run, state = found
            went = RunWent(run.id, run.step - 1, state.epoch, run, (Speak(self.text("stale")),), done=True)
            assert await self.world.happen(went) == STALE

    async def do_stale_epoch(self, op: Op) -> None:
        found = await self.run()
        if found is not None and found[0].front and not found[0].approved:
            run, state = found
            went = RunWent(run.id, run.step, state.epoch - 1, run, (Speak(self.text("stale")),))
            assert await self.world.happen(went) == STALE

    async def do_late_tool(self, op: Op) -> None:
        """What a tool did under an older epoch is kept, once, whoever has the conversation by now."""
        found = await self.run()
        if found is None:
            return
        run, state = found
        kept = replace(run, variables={"late": self.count}, visit=run.visit + 1)
        went = RunWent(run.id, run.step, state.epoch - 1, kept, (Speak(self.text("tool says")),), done=True)
        outcome = await self.world.happen(went)
        again = await self.world.happen(went)
        assert again == STALE
        after = await self.world.store.run(run.id)
        assert after is not None
        assert outcome == STALE or after.step > run.step

    async def do_wait_a_bit(self, op: Op) -> None:
        await self.world.pass_time([300, 500, 600, 900, 60, 10][op.number])
        await self.world.steps(10)

    # ── what must be true ────────────────────────────────────────────────────────────────────────

    async def check_more(self) -> None:
        assert self.world.stuck == []
        state = await self.now()
        if state is None:
            return
        await self.check_runs(state)
        await self.check_questions()
        assert tuple(await self.world.store.tags()) == tuple(sorted(set(state.tags)))
        texts = {entry.content.text for entry in await self.world.entries()}
        assert not [text for text in texts if text.startswith("stale")], "stale steps say nothing"

    async def check_runs(self, state: Conversation) -> None:
        """At rest a live run waits for somebody; what ended stays as it ended (law 8)."""
        stored = {run.id: run for run in await self.world.store.runs(RunQuery(live=False, conversation=ID))}
        live = {id for id, run in stored.items() if run.live}
        assert live == {run.id for run in state.runs}
        for run in state.runs:
            assert stored[run.id] == run
            assert run.wait is not None or (run.front and state.owner in PEOPLE), f"stuck: {run}"
        if state.owner is Owner.AUTOMATION:
            assert any(run.front for run in state.runs), "a workflow has it, and there is none"
        for run in stored.values():
            assert (run.phase is Phase.WAITING) == (run.wait is not None)

    async def check_questions(self) -> None:
        """A draft is said once at most, and only if it was approved; a tool is called as often."""
        entries = await self.world.entries()
        said = Counter(entry.content.text for entry in entries if entry.kind is EntryKind.MESSAGE)
        for one in await self.world.store.approvals(pending=False):
            approved = one.ruling is Ruling.APPROVED
            assert said[one.text] <= int(approved) or not one.text, f"law 2: {one}"
        tools = Counter(self.world.called)
        rows = [row for row in await self.world.store.rows(ID) if row.id.endswith(":call")]
        assert set(tools) == {row.id.removesuffix(":call") for row in rows if row.state is RowState.SENT}
