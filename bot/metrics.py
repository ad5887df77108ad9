"""What is counted and measured, for Prometheus. No label ever comes from what a person or a model wrote."""

from collections.abc import Iterable
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

from handoff.envelope import Ending
from handoff.store.reading import Counts
from handoff.trigger import Mechanism

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
OTHER: Final = "other"
KNOWN: Final = frozenset(
    {"agent_failed", "complaint", "distress", "high_value", "legal", "manual", "person_requested", "promised"}
    | {"stuck", "unknown_answer"}
)
"""The categories that come with the bot; the admin's are told by ``know``."""
_FAST: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
_TURN: Final = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60)
_PEOPLE: Final = (10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 28800, 86400)


class Metrics:
    """One process's figures in a registry of its own. ``categories`` are the ones that get a label."""

    def __init__(self, categories: Iterable[str] = ()) -> None:
        self._registry = CollectorRegistry()
        self._categories = KNOWN | frozenset(categories)
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        self._incoming()
        self._outgoing()
        self._gauges()

    def know(self, categories: Iterable[str]) -> None:
        """Give these categories a label from now on, as after a change of the settings."""
        self._categories |= frozenset(categories)

    def received(self, channel: str) -> None:
        """Count a contact's message."""
        self._received.labels(channel).inc()

    def duplicate(self, channel: str) -> None:
        """Count a message or press that a platform brought again."""
        self._duplicates.labels(channel).inc()

    def answered(self, known: bool) -> None:
        """Count an agent's answer; ``known`` is False for an honest "I don't know"."""
        self._answers.labels("yes" if known else "no").inc()

    def handed_off(self, mechanism: Mechanism, category: str) -> None:
        """Count the beginning of a handoff."""
        known = category if category in self._categories else OTHER
        self._handoffs.labels(mechanism, known).inc()

    def ended(self, ending: Ending) -> None:
        """Count how a handoff ended."""
        self._outcomes.labels(ending).inc()

    def sent(self, channel: str) -> None:
        """Count a send that the platform took."""
        self._sends.labels(channel, "sent").inc()

    def retried(self, channel: str) -> None:
        """Count a send that failed and will be tried again."""
        self._sends.labels(channel, "retried").inc()

    def dropped(self, channel: str) -> None:
        """Count an agent's message that was withheld because a person had taken over (law 1)."""
        self._sends.labels(channel, "dropped").inc()

    def died(self, channel: str) -> None:
        """Count a send that was given up."""
        self._sends.labels(channel, "dead").inc()

    def perhaps(self, channel: str) -> None:
        """Count a send of which nobody knows whether it arrived (law 3)."""
        self._perhaps.labels(channel).inc()

    def turn(self, seconds: float) -> None:
        """Record how long the agent took for an answer."""
        self._turns.observe(seconds)

    def committed(self, seconds: float) -> None:
        """Record how long a commit took."""
        self._commits.observe(seconds)

    def first_reply(self, seconds: float) -> None:
        """Record how long a contact waited for the first human word of a handoff."""
        self._replies.observe(seconds)

    def counts(self, counts: Counts) -> None:
        """Set the gauges to what the store holds now; an owner or state that is gone shows zero."""
        for gauge, numbers in ((self._owners, counts.conversations), (self._rows, counts.rows)):
            gauge.clear()
            for label, number in numbers.items():
                gauge.labels(label).set(number)

    def channel_up(self, channel: str, up: bool) -> None:
        """Set whether a channel is connected."""
        self._up.labels(channel).set(up)

    def render(self) -> bytes:
        """Return everything in Prometheus's text format, of type ``CONTENT_TYPE``."""
        return generate_latest(self._registry)

    def _incoming(self) -> None:
        self._received = self._counter("messages_received", "Messages of contacts.", "channel")
        self._duplicates = self._counter("duplicates", "Events that a platform brought again.", "channel")
        self._answers = self._counter("answers", "Answers of the agent; known=no is an honest no.", "known")
        self._handoffs = self._counter("handoffs", "Handoffs begun.", "mechanism", "category")
        self._outcomes = self._counter("outcomes", "Handoffs ended.", "outcome")
        self._turns = self._histogram("turn_seconds", "Time the agent took for an answer.", _TURN)
        self._replies = self._histogram("first_reply_seconds", "Wait for the first human word.", _PEOPLE)

    def _outgoing(self) -> None:
        self._sends = self._counter("sends", "Sends, by how each try ended.", "channel", "result")
        self._perhaps = self._counter("perhaps_delivered", "Sends with an unknown outcome.", "channel")
        self._commits = self._histogram("commit_seconds", "Time a commit took.", _FAST)

    def _gauges(self) -> None:
        self._owners = self._gauge("conversations", "Conversations, by who has them.", "owner")
        self._rows = self._gauge("outbox_rows", "Things to do, and done ones, by state.", "state")
        self._up = self._gauge("channel_up", "Whether the channel is connected.", "channel")

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"handoff_{name}", text, labels, registry=self._registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"handoff_{name}", text, labels, registry=self._registry)

    def _histogram(self, name: str, text: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f"handoff_{name}", text, buckets=buckets, registry=self._registry)
