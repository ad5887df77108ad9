"""What a scrape shows, and that no text can become a label."""

from bot.metrics import Metrics
from handoff.envelope import Ending
from handoff.store.reading import Counts
from handoff.trigger import Mechanism


def shown(metrics: Metrics) -> list[str]:
    return [line for line in metrics.render().decode().splitlines() if line.startswith("handoff_")]


def test_what_was_counted_is_shown() -> None:
    metrics = Metrics()
    metrics.received("web")
    metrics.received("web")
    metrics.duplicate("web")
    metrics.answered(known=False)
    metrics.ended(Ending.RETURNED)
    metrics.sent("web")
    metrics.retried("slack")
    metrics.dropped("web")
    metrics.died("slack")
    metrics.perhaps("slack")
    metrics.turn(0.3)
    metrics.committed(0.004)
    metrics.first_reply(50)
    metrics.channel_up("web", True)
    lines = shown(metrics)
    for line in (
        'handoff_messages_received_total{channel="web"} 2.0',
        'handoff_duplicates_total{channel="web"} 1.0',
        'handoff_answers_total{known="no"} 1.0',
        'handoff_outcomes_total{outcome="returned"} 1.0',
        'handoff_sends_total{channel="web",result="sent"} 1.0',
        'handoff_sends_total{channel="slack",result="retried"} 1.0',
        'handoff_sends_total{channel="web",result="dropped"} 1.0',
        'handoff_sends_total{channel="slack",result="dead"} 1.0',
        'handoff_perhaps_delivered_total{channel="slack"} 1.0',
        'handoff_turn_seconds_bucket{le="0.5"} 1.0',
        "handoff_commit_seconds_count 1.0",
        'handoff_first_reply_seconds_bucket{le="60.0"} 1.0',
        'handoff_channel_up{channel="web"} 1.0',
    ):
        assert line in lines


def test_a_category_nobody_configured_is_counted_as_other() -> None:
    metrics = Metrics(["press"])
    for category in ("press", "legal", "whatever the model wrote", 'a"} 1\n'):
        metrics.handed_off(Mechanism.RULE, category)
    metrics.know(["whatever the model wrote"])
    metrics.handed_off(Mechanism.RULE, "whatever the model wrote")
    found = [line for line in shown(metrics) if line.startswith("handoff_handoffs_total")]
    assert set(found) == {
        'handoff_handoffs_total{category="press",mechanism="rule"} 1.0',
        'handoff_handoffs_total{category="legal",mechanism="rule"} 1.0',
        'handoff_handoffs_total{category="other",mechanism="rule"} 2.0',
        'handoff_handoffs_total{category="whatever the model wrote",mechanism="rule"} 1.0',
    }


def test_the_gauges_follow_the_store_and_forget_what_is_gone() -> None:
    metrics = Metrics()
    metrics.counts(Counts({"agent": 3, "waiting": 1}, {"pending": 2, "dead": 1}))
    metrics.counts(Counts({"agent": 4}, {"pending": 0}))
    lines = shown(metrics)
    assert 'handoff_conversations{owner="agent"} 4.0' in lines
    assert 'handoff_outbox_rows{state="pending"} 0.0' in lines
    assert not any("waiting" in line or "dead" in line for line in lines)


def test_two_processes_in_one_interpreter_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.received("web")
    assert 'handoff_messages_received_total{channel="web"} 1.0' in shown(one)
    assert 'handoff_messages_received_total{channel="web"} 1.0' not in shown(other)
    assert b"process_cpu_seconds_total" in other.render()
