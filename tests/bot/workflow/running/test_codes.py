"""How many codes are mailed: to each address and contact, and to everybody together."""

from bot.workflow.running.codes import HOUR, Quota


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_each_name_has_its_share_and_a_new_one_after_an_hour() -> None:
    clock = Hand()
    quota = Quota(lambda: 2, clock)
    assert [quota.take("a@x.example", "c1") for _ in range(3)] == [True, True, False]
    assert not quota.take("b@x.example", "c1")
    assert quota.take("b@x.example", "c2")
    clock.now = HOUR
    assert quota.take("a@x.example", "c1")


def test_all_together_have_a_share_as_well() -> None:
    quota = Quota(lambda: 6, Hand(), lambda: 3)
    assert [quota.take(f"{who}@x.example", f"c{who}") for who in range(4)] == [True, True, True, False]
