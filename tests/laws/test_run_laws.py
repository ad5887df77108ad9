"""The laws once more, with workflows, their questions and the agent's tools, over random interleavings."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings

from tests.laws.automat import FLOWS, RunWorld
from tests.laws.run_story import RunStory, run_stories, whims
from tests.laws.test_laws import SEEN, Op, run

PER_TEST = 5000


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("pull", [False, True], ids=["pushed", "pulled"])
def test_every_law_holds_while_workflows_take_part(
    pull: bool, record_property: Callable[[str, object], None]
) -> None:
    before = SEEN["interleavings"]

    @settings(max_examples=PER_TEST, deadline=None, suppress_health_check=list(HealthCheck))
    @given(run_stories, whims)
    def holds(story: list[Op], choices: Sequence[int]) -> None:
        run(story, lambda: RunStory(RunWorld(pull=pull, choices=choices)))

    holds()
    played = SEEN["interleavings"] - before
    record_property("interleavings", played)
    assert played >= PER_TEST


def test_workflows_do_take_part() -> None:
    """A guard of the guard: the plainest story begins a run that says something."""
    worlds: list[RunWorld] = []

    def tell() -> RunStory:
        worlds.append(RunWorld(choices=[7], flows=FLOWS))
        return RunStory(worlds[-1])

    run([Op("refund", steps=20)], tell)
    assert any(text.startswith("run says") for text in worlds[0].channel.texts("chat"))
