"""What becomes of a thing to do that failed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retry import LONGEST, SOONEST, TRIES, failed, reason
from channels.errors import ChannelError, Permanent, RateLimited, Temporary, Uncertain
from handoff.store.base import RowState
from tests.bot.rows import row

NOW = 1000.0
errors = st.sampled_from(
    [Temporary("t"), RateLimited("r", 7.0), Permanent("p"), Uncertain("u"), ValueError("v"), TimeoutError()]
)


@pytest.mark.parametrize("error", [Temporary("down"), Uncertain("lost"), ValueError("ours")])
def test_pauses_double_and_then_stay(error: Exception) -> None:
    dues = [failed(row("1", attempts=tried), error, NOW).due for tried in range(TRIES - 1)]
    assert dues[:4] == [NOW + 1, NOW + 2, NOW + 4, NOW + 8]
    assert dues[-1] == NOW + LONGEST


def test_the_last_try_is_the_end() -> None:
    assert failed(row("1", attempts=TRIES - 1), Temporary("down"), NOW).state is RowState.DEAD


def test_a_limit_is_waited_for_and_does_not_count_as_a_try() -> None:
    settled = failed(row("1", attempts=TRIES - 1), RateLimited("slow", 30.0), NOW)
    assert (settled.state, settled.attempts, settled.due) == (RowState.PENDING, TRIES - 1, NOW + 30.0)


@pytest.mark.parametrize("seconds", [0.0, -5.0])
def test_a_limit_without_a_time_is_still_a_pause(seconds: float) -> None:
    assert failed(row("1"), RateLimited("slow", seconds), NOW).due == NOW + SOONEST


def test_what_can_never_work_ends_at_the_first_try() -> None:
    settled = failed(row("1"), Permanent("blocked"), NOW)
    assert (settled.state, settled.error, settled.due) == (RowState.DEAD, "blocked", None)


@given(errors, st.booleans(), st.sampled_from([RowState.PENDING, RowState.SENDING]), st.integers(0, TRIES))
def test_a_doubt_is_never_forgotten(error: Exception, doubtful: bool, state: RowState, tried: int) -> None:
    """Whether the platform has it already stays unknown, however the next try ends."""
    settled = failed(row("1", doubtful=doubtful, state=state, attempts=tried), error, NOW)
    began = state is RowState.SENDING
    assert settled.doubtful == (doubtful or began or isinstance(error, Uncertain))
    assert settled.state in (RowState.PENDING, RowState.DEAD)


def test_an_operator_reads_a_channels_own_words_and_never_the_inside_of_a_fault() -> None:
    assert reason(Temporary("the chat is busy")) == "the chat is busy"
    assert reason(ValueError("token=secret")) == "internal error (ValueError)"
    assert issubclass(RateLimited, ChannelError)
