"""From the file to what the core decides by."""

from datetime import UTC, datetime

from bot.settings import Settings, options, policy
from handoff.clock import when
from handoff.escalation.memory import Memory
from handoff.escalation.options import On, RuleOptions
from handoff.ids import Address, QueueName
from handoff.policy import Active, Queue, Relay
from handoff.texts import Texts
from handoff.trigger import Mechanism
from tests.bot.config.conftest import Load

SUPPORT = QueueName("support")

TEXT = """\
[bot]
name = "Ada"
language = "de"
zone = "Europe/Berlin"
country = "DE"
burst = "2s"
[channels.slack]
bot_token = "x"
app_token = "y"
[agent]
min_confidence = 0.7
active = "off"
[agent.channels.slack]
active = "hours"
hours = "Mo-Fr 18:00-24:00"
silent = true
[escalation]
queue = "first"
off = ["mood", "legal"]
max_misses = 4
[escalation.categories]
failure = "broken"
[escalation.rules.press]
words = ["journalist"]
on = "both"
[categories.press]
reply = "{ticket}!"
replies = { de = "{ticket}, gleich!" }
queue = "second"
priority = 7
within = "1h"
[operators.anna]
slack = "U1"
[operators.ben]
[queues.first]
notify = ["slack:C0123", "web"]
operators = ["anna", "slack-group:S012"]
reviewers = ["ben", "slack-group:S034"]
hours = "Mo-Fr 09:00-18:00; PH off"
claim_within = 60
escalate_to = "second"
relay = "explicit"
shown_as = "The shop"
needed = 2
decide_within = "2h"
remind_every = "15m"
decide_escalate_to = "second"
[queues.second]
reviewers = ["anna"]
hours = "24/7"
zone = "Asia/Tokyo"
[texts.de]
soon = "gleich"
"""


def test_the_defaults_give_one_queue_that_is_told_in_the_inbox() -> None:
    made = policy(Settings())
    assert made.queues == {SUPPORT: Queue(SUPPORT, decide_within=86400.0, remind_every=4 * 3600.0)}
    assert made.default_queue == SUPPORT
    assert made.words("en") == Texts()
    assert made.agent_on("web", 0.0)


def test_everything_an_admin_set_arrives(read: Load) -> None:
    made = policy(read(TEXT))
    first, second = made.queues[QueueName("first")], made.queues[QueueName("second")]
    assert (made.bot, made.language, made.burst, made.default_queue) == ("Ada", "de", 2.0, "first")
    assert first.notify == (Address("slack", "C0123"), Address("web", ""))
    assert [*first.operators, *first.groups] == ["anna", "slack-group:S012"]
    assert [*first.reviewers, *first.reviewer_groups] == ["ben", "slack-group:S034"]
    assert (first.shown_as, second.shown_as) == ("The shop", "")
    assert (first.claim_within, first.escalate_to, first.relay) == (60, "second", Relay.EXPLICIT)
    assert (first.needed, first.decide_within, first.remind_every) == (2, 7200, 900)
    assert (first.decide_escalate_to, second.needed, second.decide_escalate_to) == ("second", 1, None)
    assert second.operators == second.groups == frozenset()
    press = made.categories["press"]
    assert press.reply_in("de") == "{ticket}, gleich!"
    assert (press.reply, press.queue, press.priority, press.within) == ("{ticket}!", "second", 7, 3600)
    assert made.categories["broken"].queue is None
    assert made.words("de-AT").soon == "gleich"


def test_hours_are_in_their_zone_and_told_in_the_contacts_language(read: Load) -> None:
    made = policy(read(TEXT))
    hours = made.queues[QueueName("first")].hours
    assert hours is not None
    friday = datetime(2026, 11, 20, 20, tzinfo=UTC).timestamp()
    opens = hours.opens(friday)
    assert opens == datetime(2026, 11, 23, 8, tzinfo=UTC).timestamp()
    said = when(hours.local(opens), hours.local(friday), made.words("de").clock)
    assert said == "am Montag um 09:00 Uhr"


def test_the_agent_may_be_off_and_on_by_hours_on_one_channel(read: Load) -> None:
    made = policy(read(TEXT))
    evening = datetime(2026, 11, 20, 19, tzinfo=UTC).timestamp()
    assert not made.agent_on("web", evening)
    assert made.agent_on("slack", evening)
    assert not made.agent_on("slack", evening - 6 * 3600)
    assert made.activation["slack"].silent
    assert made.default_activation.active is Active.OFF


def test_detection_gets_its_thresholds_and_rules(read: Load) -> None:
    made = options(read(TEXT))
    assert made.rules == (RuleOptions("press", "press", ("journalist",), "", On.BOTH),)
    assert (made.min_confidence, made.max_misses) == (0.7, 4)
    assert made.off == {"mood", "legal"}
    assert made.categories == {"failure": "broken"}


def test_the_judge_it_makes_sees_the_admins_rule(read: Load) -> None:
    verdict, _ = policy(read(TEXT)).judge.contact("I am a journalist", Memory())
    assert verdict.trigger is not None
    assert (verdict.trigger.mechanism, verdict.trigger.category) == (Mechanism.RULE, "press")


def test_the_team_is_known_by_its_own_addresses(read: Load) -> None:
    people = '[operators.ana]\nemail = "Ana@Shop.example"\ntelegram = "42"\n[operators.ben]\n'
    known = policy(read(people)).operators
    assert known == {Address("email", "ana@shop.example"): "ana", Address("telegram", "42"): "ana"}
