"""What is wrong only between settings: names that lead nowhere, loops, hours, placeholders, an open door."""

import pytest

from tests.bot.config.conftest import Faults, Load


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "10.0.0.5", "shop.example"])
def test_a_public_address_needs_operators(read: Load, faults: Faults, host: str) -> None:
    (only,) = faults(f'[web]\nhost = "{host}"')
    assert only.startswith("config.toml:2: web.host: ")
    assert read(f'[web]\nhost = "{host}"\n[operators.anna]').web.host == host


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_this_machine_alone_does_not(read: Load, host: str) -> None:
    assert read(f'[web]\nhost = "{host}"').web.host == host


def test_names_must_lead_somewhere(faults: Faults) -> None:
    text = """\
[contacts]
channels = ["web", "telegam"]
[channels.telegram]
token = "x"
[operators.anna]
[queues.billing]
operators = ["anne"]
reviewers = ["anna", "bob"]
escalate_to = "bilings"
[categories.legal]
queue = "biling"
[escalation]
queue = "suport"
[agent.channels.slack]
active = "off"
"""
    assert faults(text) == [
        "config.toml:2: contacts.channels.2: there is no channel 'telegam'; did you mean 'telegram'?",
        "config.toml:7: queues.billing.operators.1: there is no operator 'anne'; did you mean 'anna'?",
        "config.toml:8: queues.billing.reviewers.2: there is no operator 'bob'; known are anna",
        "config.toml:9: queues.billing.escalate_to: there is no queue 'bilings'; did you mean 'billing'?",
        "config.toml:11: categories.legal.queue: there is no queue 'biling'; did you mean 'billing'?",
        "config.toml:13: escalation.queue: there is no queue 'suport'; did you mean 'support'?",
        "config.toml:14: agent.channels.slack: there is no channel 'slack'; known are telegram, web",
    ]


def test_a_circle_of_queues_is_told_once(faults: Faults) -> None:
    text = '[queues.a]\nescalate_to = "b"\n[queues.b]\nescalate_to = "c"\n[queues.c]\nescalate_to = "b"\n'
    assert faults(text) == ["config.toml:4: queues.b.escalate_to: goes round in a circle: b -> c -> b"]
    (only,) = faults('[queues.a]\nescalate_to = "a"')
    assert only.endswith("a -> a")


def test_hours_are_read_with_the_zone_and_country_that_hold_for_them(read: Load, faults: Faults) -> None:
    hours = 'hours = "Mo-Fr 09:00-18:00; PH off"'
    (only,) = faults(f"[queues.support]\n{hours}")
    assert only.startswith("config.toml:2: queues.support.hours: PH (public holidays) needs a country")
    assert read(f'[bot]\ncountry = "DE"\n[queues.support]\n{hours}').queues["support"].hours
    assert read(f'[queues.support]\n{hours}\ncountry = "FR"').queues["support"].hours
    (only,) = faults('[agent.channels.web]\nactive = "hours"\nhours = "nine to five"')
    assert only.startswith("config.toml:3: agent.channels.web.hours: these are not opening hours")


def test_a_text_may_only_hold_what_something_fills(read: Load, faults: Faults) -> None:
    text = """\
[categories.legal]
reply = "{tickt} {ticket} {when}"
replies = { fr = "{jamais}" }
[texts.en]
joined = "{operator} and {ticket}"
offer = "{x}"
jioned = "hello"
[texts.de]
soon = "bald"
"""
    assert faults(text) == [
        (
            "config.toml:2: categories.legal.reply: nothing fills {tickt}; "
            "this text may use {opens}, {queue}, {ticket}, {when}"
        ),
        (
            "config.toml:3: categories.legal.replies.fr: nothing fills {jamais}; "
            "this text may use {opens}, {queue}, {ticket}, {when}"
        ),
        "config.toml:5: texts.en.joined: nothing fills {ticket}; this text may use {operator}",
        "config.toml:6: texts.en.offer: nothing fills {x}; this text may use no placeholder",
        "config.toml:7: texts.en.jioned: unknown key; did you mean 'joined'?",
    ]


def test_the_language_must_be_one_it_speaks_or_one_the_admin_wrote(read: Load, faults: Faults) -> None:
    (only,) = faults('[bot]\nlanguage = "pl"')
    assert only.startswith("config.toml:2: bot.language: is not one the bot speaks")
    assert read('[bot]\nlanguage = "pl"\n[texts.pl]\nsoon = "wkrótce"').bot.language == "pl"
    assert read('[bot]\nlanguage = "de-AT"').bot.language == "de-AT"


def test_an_offer_comes_before_the_handoff(faults: Faults) -> None:
    (only,) = faults("[escalation]\nmood_offer = 0.9\nmood_threshold = 0.8")
    assert only == "config.toml:2: escalation.mood_offer: must not be above mood_threshold"


REVIEWERS = """
[operators.anna]
[operators.ben]
[queues.support]
reviewers = ["anna", "ben"]
needed = {needed}
decide_escalate_to = "{to}"
remind_every = "{every}"
[queues.board]
reviewers = ["{board}"]
[queues.sales]
"""


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"needed": 3}, "6: queues.support.needed: 3 reviewers must approve, but this queue lists only 2"),
        (
            {"to": "bord"},
            "7: queues.support.decide_escalate_to: there is no queue 'bord'; did you mean",
        ),
        ({"to": "support"}, "7: queues.support.decide_escalate_to: is this queue itself"),
        ({"to": "sales"}, "7: queues.support.decide_escalate_to: the queue 'sales' has no reviewers"),
        ({"every": "0"}, "7: queues.support.decide_escalate_to: needs remind_every as well"),
    ],
)
def test_what_nobody_could_decide_is_a_fault(
    read: Load, faults: Faults, changes: dict[str, object], says: str
) -> None:
    """Law 7."""
    usual = {"needed": 2, "to": "board", "every": "1h", "board": "anna"}
    assert read(REVIEWERS.format(**usual)).queues["support"].needed == 2
    (only,) = faults(REVIEWERS.format(**{**usual, **changes}))
    assert only.startswith(f"config.toml:{says}")


def test_a_group_may_have_as_many_reviewers_as_are_needed(read: Load) -> None:
    telegram = '[channels.telegram]\ntoken = "1:a"\n'
    text = 'reviewers = ["telegram-admin:-100123"]\nneeded = 3\n'
    assert read(f"{telegram}[queues.support]\n{text}").queues["support"].needed == 3


def test_a_queue_that_lists_nobody_cannot_need_two(faults: Faults) -> None:
    (only,) = faults("[queues.support]\nneeded = 2")
    assert only.endswith("2 reviewers must approve, but this queue lists none; add some to its reviewers")
