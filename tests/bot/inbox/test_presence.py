"""Who is beside a conversation, by pages that come and go."""

from bot.inbox.operators import Operator
from bot.inbox.presence import WRITING_LASTS, Presence, Someone
from handoff.ids import OperatorName

ANA = Operator(OperatorName("ana"), "Ana Ruiz")
BEN = Operator(OperatorName("ben"), "Ben Okafor")


def nobody(_: str) -> None:
    """Listen to nothing."""


def test_a_page_is_seen_where_it_looks_until_it_closes() -> None:
    presence = Presence(lambda: 0.0)
    with presence.open("t1", ANA, nobody):
        presence.look("t1", ANA, "c1")
        assert presence.beside("c1", "ben") == [Someone("ana", "Ana Ruiz", False)]
        assert presence.beside("c1", "ana") == []
        assert presence.beside("c2", "ben") == []
        presence.look("t1", ANA, None)
        assert presence.beside("c1", "ben") == []
    assert presence.seen() == []


def test_writing_ends_by_itself_and_with_the_message() -> None:
    now = [0.0]
    presence = Presence(lambda: now[0])
    with presence.open("t1", ANA, nobody), presence.open("t2", ANA, nobody):
        presence.look("t1", ANA, "c1")
        presence.look("t2", ANA, "c1")
        presence.write(ANA, "c1")
        assert presence.beside("c1", "ben") == [Someone("ana", "Ana Ruiz", True)]
        now[0] += WRITING_LASTS + 0.1
        assert presence.beside("c1", "ben") == [Someone("ana", "Ana Ruiz", False)]
        presence.write(ANA, "c1")
        presence.rest(ANA, "c1")
        assert presence.beside("c1", "ben") == [Someone("ana", "Ana Ruiz", False)]


def test_nobody_moves_anothers_page() -> None:
    presence = Presence(lambda: 0.0)
    with presence.open("t1", ANA, nobody):
        presence.look("t1", BEN, "c1")
        presence.look("t9", BEN, "c1")
        assert presence.beside("c1", "nobody") == []


def test_a_page_that_reconnects_stays_when_its_old_connection_ends() -> None:
    presence = Presence(lambda: 0.0)
    told: list[str] = []
    old = presence.open("t1", ANA, nobody)
    old.__enter__()
    presence.look("t1", ANA, "c1")
    with presence.open("t1", ANA, told.append):
        old.__exit__(None, None, None)
        assert presence.beside("c1", "ben") == [Someone("ana", "Ana Ruiz", False)]
        presence.write(ANA, "c1")
        assert told == ["c1"]
