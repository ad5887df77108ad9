"""What was written last is kept; what was written longest ago goes."""

from hypothesis import given
from hypothesis import strategies as st

from channels.recent import Recent, Seen


@given(st.lists(st.integers(0, 20)), st.integers(1, 8))
def test_the_keys_that_were_written_last_are_kept_and_no_more(keys: list[int], most: int) -> None:
    kept: Recent[int, str] = Recent(most)
    for key in keys:
        kept.put(key, str(key))
    latest = [*dict.fromkeys(reversed(keys))][:most]
    assert [kept.get(key) for key in latest] == [str(key) for key in latest]
    assert not any(key in kept for key in set(keys) - set(latest))


def test_what_is_dropped_is_forgotten_and_dropping_it_again_is_fine() -> None:
    kept: Recent[str, int] = Recent()
    kept.put("a", 1)
    kept.drop("a")
    kept.drop("a")
    assert kept.get("a") is None


def test_seen_remembers_so_many() -> None:
    seen: Seen[int] = Seen(2)
    for number in (1, 2, 3):
        seen.add(number)
    assert [number in seen for number in (1, 2, 3)] == [False, True, True]
    seen.drop(3)
    assert 3 not in seen
