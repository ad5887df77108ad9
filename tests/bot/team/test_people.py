"""Who somebody in a messenger is: an operator, a guest, or nobody."""

import pytest

from bot.config.model import Settings
from bot.team.people import People
from channels.team import Person
from handoff.events import Actor
from handoff.ids import OperatorName

BEN = OperatorName("ben")
SETTINGS = Settings.model_validate(
    {
        "operators": {
            "mara": {"name": "Mara Holt", "slack": "U1", "discord": "11", "telegram": "7"},
            "ben": {"slack": "U2"},
            "Cleo": {"name": "Ben"},
        },
        "queues": {
            "support": {
                "notify": ["web", "slack:C1", "telegram:-100"],
                "operators": ["mara", "slack-group:S1"],
            },
            "second": {"notify": ["slack:C2", "slack:C1"], "reviewers": ["discord-role:5"]},
        },
    }
)


@pytest.fixture
def people() -> People:
    return People(lambda: SETTINGS)


def test_an_operator_is_known_by_the_id_on_that_channel(people: People) -> None:
    groups = frozenset({"slack-group:S9"})
    assert people.actor(Person("slack", "U1", "whatever", groups)) == Actor(
        OperatorName("mara"), "Mara Holt", "slack", groups
    )
    assert people.actor(Person("slack", "U2", "B.")) == Actor(BEN, "Ben", "slack")
    assert people.actor(Person("telegram", "7", "m")) == Actor(OperatorName("mara"), "Mara Holt", "telegram")


@pytest.mark.parametrize(
    ("channel", "id"), [("discord", "U1"), ("telegram", "11"), ("slack", ""), ("web", "")]
)
def test_an_id_of_another_channel_or_none_is_nobody(people: People, channel: str, id: str) -> None:
    assert people.actor(Person(channel, id, "Mara Holt")) is None


def test_a_member_of_a_listed_group_is_a_guest(people: People) -> None:
    for channel, group in (("slack", "slack-group:S1"), ("discord", "discord-role:5")):
        groups = frozenset({group, "discord-role:99"})
        assert people.actor(Person(channel, "99", "Zoe", groups)) == Actor(
            OperatorName(f"{channel}:99"), "Zoe", channel, groups, guest=True
        )
    unnamed = people.actor(Person("slack", "U9", "", frozenset({"slack-group:S1"})))
    assert unnamed is not None
    assert unnamed.name == "U9"


def test_a_member_of_another_group_is_nobody(people: People) -> None:
    assert people.actor(Person("slack", "U9", "Zoe", frozenset({"slack-group:S2"}))) is None
    assert people.actor(Person("slack", "U9", "mara", frozenset({"mara"}))) is None


def test_an_operator_is_never_a_guest(people: People) -> None:
    found = people.actor(Person("slack", "U1", "M", frozenset({"slack-group:S1"})))
    assert found is not None
    assert not found.guest


def test_a_colleague_is_found_by_either_name_and_never_by_a_guess(people: People) -> None:
    assert people.named("ben") == Actor(BEN, "Ben")
    assert people.named("MARA holt") == Actor(OperatorName("mara"), "Mara Holt")
    assert people.named("cleo") == Actor(OperatorName("Cleo"), "Ben")
    assert people.named("Ben") is None  # one is called so by the file, another by people
    assert people.named("slack:U1") is None


def test_everybody_is_listed_by_name(people: People) -> None:
    assert [actor.operator for actor in people.all()] == ["ben", "Cleo", "mara"]


def test_the_teams_places_are_those_where_a_queue_is_told(people: People) -> None:
    assert people.places("slack") == {"C1", "C2"}
    assert people.places("telegram") == {"-100"}
    assert people.places("discord") == frozenset()


def test_who_left_the_settings_is_nobody_at_once() -> None:
    now = [SETTINGS]
    people = People(lambda: now[0])
    now[0] = Settings()
    assert people.actor(Person("slack", "U1", "Mara", frozenset({"slack-group:S1"}))) is None
    assert people.places("slack") == frozenset()
    assert people.all() == []
