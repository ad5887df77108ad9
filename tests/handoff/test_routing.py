"""Which queue, from when its clocks run, and what the contact is told about time."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from handoff.events import Actor
from handoff.ids import OperatorName, QueueName
from handoff.policy import Category, Policy, Queue
from handoff.routing import acknowledgement, may_act, next_queue, opens, route
from handoff.texts import Texts
from handoff.trigger import Mechanism, Trigger
from tests.builders import handoff, trigger
from tests.handoff.stage import ANA, BEN
from tests.laws.world import WordJudge

NOW = 1000.0
ZOE = Actor(OperatorName("slack:U9"), "Zoe", "slack", frozenset({"slack-group:S1"}), guest=True)
SUPPORT, LEGAL = QueueName("support"), QueueName("legal")


@dataclass(frozen=True)
class Doors:
    """Opening hours of one day: closed until ``at``; None is never open."""

    at: float | None

    def is_open(self, now: float) -> bool:
        return self.at is not None and now >= self.at

    def opens(self, now: float) -> float | None:
        return None if self.at is None else max(now, self.at)

    def local(self, at: float) -> datetime:
        return datetime.fromtimestamp(at, UTC)


def policy(*queues: Queue, **changes: object) -> Policy:
    return Policy(WordJudge(), queues={queue.name: queue for queue in queues}, **changes)  # type: ignore[arg-type]


def told(
    queue: Queue, category: Category | None = None, texts: Texts | None = None, language: str = "en"
) -> str:
    given = {"complaint": category} if category else {}
    rules = policy(queue, categories=given, texts={"en": texts} if texts else {})
    return acknowledgement(handoff(), rules, language, NOW)


def test_the_triggers_category_chooses_the_queue_and_its_priority() -> None:
    rules = policy(Queue(SUPPORT), Queue(LEGAL), categories={"legal": Category("legal", queue=LEGAL)})
    assert route(trigger("legal"), rules).queue.name == LEGAL
    assert route(trigger("complaint"), rules).queue.name == SUPPORT


def test_a_category_nobody_configured_goes_to_the_default_queue_under_its_own_name() -> None:
    way = route(Trigger(Mechanism.RULE, "strange", "a rule"), policy(Queue(SUPPORT)))
    assert (way.queue.name, way.category) == (SUPPORT, Category("strange"))


def test_a_queue_that_left_the_settings_lives_on_with_its_defaults() -> None:
    assert policy().queue(LEGAL) == Queue(LEGAL)


@pytest.mark.parametrize(
    ("hours", "starts"), [(None, NOW), (Doors(0.0), NOW), (Doors(5000.0), 5000.0), (Doors(None), NOW)]
)
def test_the_clocks_run_from_when_somebody_is_there_or_at_once_if_never(
    hours: Doors | None, starts: float
) -> None:
    assert opens(Queue(SUPPORT, hours=hours), NOW) == starts


def test_a_queue_that_lists_operators_is_theirs_alone() -> None:
    listed = Queue(SUPPORT, operators=frozenset({ANA.operator}))
    assert may_act(listed, ANA)
    assert not may_act(listed, BEN)


def test_a_queue_that_lists_nobody_is_every_configured_operators_and_no_guests() -> None:
    assert may_act(Queue(SUPPORT), BEN)
    assert not may_act(Queue(SUPPORT), ZOE)


def test_a_queue_that_lists_a_group_is_its_members_whether_they_are_configured_or_not() -> None:
    listed = Queue(SUPPORT, groups=frozenset({"slack-group:S1"}))
    assert may_act(listed, ZOE)
    assert may_act(listed, replace(BEN, groups=frozenset({"slack-group:S1"})))
    assert not may_act(listed, BEN), "a list of groups alone is still a list"
    assert not may_act(listed, replace(ZOE, groups=frozenset({"slack-group:S2"})))


def test_operators_and_groups_of_one_queue_count_both() -> None:
    listed = Queue(SUPPORT, operators=frozenset({ANA.operator}), groups=frozenset({"slack-group:S1"}))
    assert [may_act(listed, by) for by in (ANA, BEN, ZOE)] == [True, False, True]


def test_a_reviewers_group_gives_no_right_to_talk() -> None:
    """Who may approve may not act by that alone."""
    listed = Queue(
        SUPPORT, operators=frozenset({ANA.operator}), reviewer_groups=frozenset({"slack-group:S1"})
    )
    assert not may_act(listed, ZOE)


def test_the_next_queue_is_one_that_was_not_tried() -> None:
    rules = policy(Queue(SUPPORT, escalate_to=LEGAL), Queue(LEGAL, escalate_to=SUPPORT))
    assert next_queue(handoff(), rules) == LEGAL
    assert next_queue(handoff(tried=(LEGAL,)), rules) is None
    assert next_queue(handoff(queue=LEGAL, tried=(SUPPORT,)), rules) is None


def test_a_queue_that_escalates_to_itself_or_to_nobody_has_no_next() -> None:
    assert next_queue(handoff(), policy(Queue(SUPPORT, escalate_to=SUPPORT))) is None
    assert next_queue(handoff(), policy(Queue(SUPPORT))) is None


def test_an_open_queue_names_the_ticket_and_the_minutes() -> None:
    assert told(Queue(SUPPORT, claim_within=600.0)) == (
        "I've passed this on to our team (H-1001). Someone will answer you here in about 10 minutes. "
        "You can keep writing, everything you send will be read."
    )


def test_less_than_a_minute_is_a_minute_and_no_limit_is_as_soon_as_possible() -> None:
    assert "in about a minute." in told(Queue(SUPPORT, claim_within=5.0))
    assert "as soon as possible" in told(Queue(SUPPORT, claim_within=0.0))


def test_the_categorys_own_time_counts_before_the_queues() -> None:
    text = told(Queue(SUPPORT, claim_within=600.0), Category("complaint", within=1800.0))
    assert "in about 30 minutes" in text


def test_the_categorys_own_words_are_used_while_somebody_is_there() -> None:
    words = Category("complaint", reply="So sorry. {queue} has {ticket} and comes {when}.")
    assert told(Queue(SUPPORT), words) == "So sorry. support has H-1001 and comes in about 5 minutes."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Das tut uns leid (H-1001)."),
        ("de-AT", "Das tut uns leid (H-1001)."),
        ("fr", "Désolés (H-1001)."),
        ("es", "So sorry (H-1001)."),
        ("", "So sorry (H-1001)."),
    ],
)
def test_the_categorys_own_words_are_in_the_contacts_language(language: str, said: str) -> None:
    replies = {"de": "Das tut uns leid ({ticket}).", "FR": "Désolés ({ticket})."}
    words = Category("complaint", "So sorry ({ticket}).", replies)
    assert told(Queue(SUPPORT), words, language=language) == said


def test_a_category_without_words_in_a_language_leaves_the_common_ones() -> None:
    words = Category("complaint", replies={"de": "Das tut uns leid."})
    assert told(Queue(SUPPORT), words) == told(Queue(SUPPORT))


def test_a_closed_queue_says_when_it_opens_whatever_the_category_says() -> None:
    category = Category("complaint", reply="Somebody comes {when}.", within=60.0)
    text = told(Queue(SUPPORT, hours=Doors(4600.0)), category)
    assert "They are back at 01:16" in text
    assert "minutes" not in text


def test_a_queue_that_never_opens_promises_no_time() -> None:
    assert "They are back as soon as we open again" in told(Queue(SUPPORT, hours=Doors(None)))


def test_the_words_are_those_of_the_contacts_language() -> None:
    german, english = Texts(notified="Weitergegeben ({ticket})"), Texts()
    rules = policy(Queue(SUPPORT), texts={"de": german, "en": english})
    assert rules.words("de-AT") is german
    assert rules.words("fr") is english
    assert policy().words("xx") == Texts()
    regional = policy(texts={"pt-BR": german, "en": english}, language="pt-BR")
    assert regional.words("pt-br") is regional.words("pt-PT") is regional.words("") is german
    assert regional.words("en-GB") is english
    assert policy(texts={"de": german, "en": english}, language="de-AT").words("xx") is german
    assert told(Queue(SUPPORT), texts=german) == "Weitergegeben (H-1001)"


def test_a_queue_that_was_removed_is_staffed_like_the_default_one_and_open_to_nobody_else() -> None:
    support = Queue(SUPPORT, operators=frozenset({ANA.operator}), shown_as="Support")
    left = policy(support).queue(QueueName("gone"))
    assert (left.name, left.shown_as) == ("gone", "Support")
    assert may_act(left, ANA)
    assert not may_act(left, BEN)
