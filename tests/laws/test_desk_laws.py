"""The laws once more, with operators who work in desk threads, over random interleavings."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.laws.desk_story import DeskStory, desk_stories
from tests.laws.desks import DeskWorld
from tests.laws.test_laws import SEEN, Op, run

PER_TEST = 1600


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("pull", "idempotent"),
    [(False, True), (False, False), (True, True)],
    ids=["pushed", "pushed-not-idempotent", "pulled"],
)
def test_every_law_holds_while_operators_work_in_desk_threads(
    pull: bool, idempotent: bool, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    before = SEEN["interleavings"]

    @settings(max_examples=PER_TEST, deadline=None, suppress_health_check=list(HealthCheck))
    @given(desk_stories)
    def holds(story: list[Op]) -> None:
        run(story, lambda: DeskStory(DeskWorld(pull=pull, idempotent=idempotent, folder=tmp_path)))

    holds()
    played = SEEN["interleavings"] - before
    record_property("interleavings", played)
    assert played >= PER_TEST
