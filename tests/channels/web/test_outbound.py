"""What a contact's page is told of who they talk to."""

from dataclasses import replace

import pytest

from channels.web.links import Links
from channels.web.outbound import Shapes
from handoff.ids import OperatorName
from handoff.ownership import Owner
from tests.builders import conversation

SHAPES = Shapes(Links(b"k" * 32), "Robin")
WITH_ANA = conversation(owner=Owner.HUMAN, operator=OperatorName("ana"), operator_name="Ana")


@pytest.mark.parametrize(("shown_as", "reads"), [("", "Ana"), ("The shop", "The shop")])
def test_the_state_names_who_has_it_as_the_queue_says(shown_as: str, reads: str) -> None:
    frame = SHAPES.state(replace(WITH_ANA, operator_shown=shown_as))
    assert frame.data["operator"] == reads


def test_while_nobody_of_the_team_has_it_nobody_is_named() -> None:
    assert "operator" not in SHAPES.state(conversation()).data
    assert "operator" not in SHAPES.state(None).data
