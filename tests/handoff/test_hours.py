"""Opening hours against real calendars: holidays, the change of the clocks, and what a contact is told."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handoff.clock import ClockWords, stamp, when
from handoff.hours import Hours

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str, fold: int = 0) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN, fold=fold).timestamp()


def berlin(text: str) -> Hours:
    return Hours(text, "Europe/Berlin", "DE")


OFFICE = berlin("Mo-Fr 09:00-18:00; PH off")


def test_it_is_open_from_the_first_minute_until_the_last() -> None:
    assert not OFFICE.is_open(at("2026-11-23 08:59:59"))
    assert OFFICE.is_open(at("2026-11-23 09:00"))
    assert OFFICE.is_open(at("2026-11-23 17:59:59"))
    assert not OFFICE.is_open(at("2026-11-23 18:00"))


def test_while_it_is_open_it_opens_now() -> None:
    now = at("2026-11-23 11:11:11")
    assert OFFICE.opens(now) == now


def test_after_friday_comes_monday_and_after_christmas_the_next_working_day() -> None:
    assert OFFICE.opens(at("2026-11-27 18:30")) == at("2026-11-30 09:00")
    assert not OFFICE.is_open(at("2026-12-25 10:00"))
    assert OFFICE.opens(at("2026-12-24 19:00")) == at("2026-12-28 09:00")


def test_the_same_text_in_two_zones_opens_at_two_moments() -> None:
    tokyo, now = Hours("Mo-Fr 09:00-18:00", "Asia/Tokyo"), at("2026-11-23 00:30")
    assert tokyo.is_open(at("2026-11-23 01:00"))
    assert berlin("Mo-Fr 09:00-18:00").opens(now) == at("2026-11-23 09:00")


def test_the_clocks_going_forward_move_the_opening_by_an_hour() -> None:
    before, after = OFFICE.opens(at("2026-03-27 19:00")), at("2026-03-30 09:00")
    assert before == after
    assert after - at("2026-03-27 09:00") == 3 * 86400 - 3600


def test_an_opening_in_the_hour_that_does_not_exist_is_the_first_moment_after_it() -> None:
    assert berlin("02:30-03:30").opens(at("2026-03-29 01:00")) == at("2026-03-29 03:00")


def test_at_the_repeated_hour_it_never_opens_in_the_past() -> None:
    hours = berlin("02:45-04:00")
    for fold in (0, 1):
        now = at("2026-10-25 02:30", fold)
        opens = hours.opens(now)
        assert opens is not None
        assert opens > now


def test_a_shift_over_midnight_belongs_to_the_day_it_began() -> None:
    night = berlin("Fr 20:00-02:00")
    assert night.is_open(at("2026-11-28 01:00"))
    assert not night.is_open(at("2026-11-28 20:30"))


def test_unknown_hours_promise_nobody() -> None:
    hours = berlin("Mo-Fr 09:00-12:00 unknown; Sa 10:00-12:00")
    assert not hours.is_open(at("2026-11-23 10:00"))
    assert hours.opens(at("2026-11-23 08:00")) == at("2026-11-28 10:00")


@pytest.mark.parametrize("text", ["off", "24/7 off", "2020 Mo-Fr 09:00-17:00", "Mo 09:00-10:00; 24/7 off"])
def test_what_never_opens_again_says_so(text: str) -> None:
    assert berlin(text).opens(at("2026-11-23 08:00")) is None


def test_always_open_is_open_now() -> None:
    now = at("2026-11-23 03:00")
    assert berlin("24/7").is_open(now)
    assert berlin("24/7").opens(now) == now


def told(moment: float, now: float, words: ClockWords | None = None) -> str:
    return when(OFFICE.local(moment), OFFICE.local(now), words or ClockWords())


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-23 14:00", "at 14:00"),
        ("2026-11-24 09:00", "tomorrow at 09:00"),
        ("2026-11-25 09:05", "on Wednesday at 09:05"),
        ("2026-11-29 09:00", "on Sunday at 09:00"),
        ("2026-11-30 09:00", "on 30 November at 09:00"),
        ("2027-01-04 09:00", "on 4 January at 09:00"),
    ],
)
def test_a_moment_is_told_the_way_people_say_it(moment: str, words: str) -> None:
    assert told(at(moment), at("2026-11-23 08:00")) == words


def test_tomorrow_is_the_next_date_there_not_in_utc() -> None:
    assert told(at("2026-11-24 00:10"), at("2026-11-23 23:50")) == "tomorrow at 00:10"
    assert told(at("2026-11-23 23:50"), at("2026-11-23 00:10")) == "at 23:50"


def test_another_language_has_its_own_words() -> None:
    german = ClockWords("um {time} Uhr", "morgen um {time} Uhr")
    assert told(at("2026-11-24 09:00"), at("2026-11-23 08:00"), german) == "morgen um 09:00 Uhr"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Mo-Fri 09:00-17:00", "from 'i 09:00-17:00' on"),
        ("Mo-Fr 9-18", "from '9-18' on"),
        ("nine to five", "from 'nine to five' on"),
        ("", "they end too early"),
        ("Mo-Fr 09:00-", "they end too early"),
    ],
)
def test_a_faulty_text_is_refused_from_the_place_where_it_goes_wrong(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match="not opening hours") as caught:
        Hours(text)
    assert complaint in str(caught.value)


def test_zones_countries_and_holidays_without_a_country_are_refused() -> None:
    with pytest.raises(ValueError, match="no time zone 'Europe/Berlim'"):
        Hours("24/7", "Europe/Berlim")
    with pytest.raises(ValueError, match=r"no time zone '\.\./secret'"):
        Hours("24/7", "../secret")
    with pytest.raises(ValueError, match="no country 'de'"):
        Hours("24/7", country="de")
    with pytest.raises(ValueError, match="needs a country"):
        Hours("Mo-Fr 09:00-18:00; PH off")


def test_equal_hours_are_equal_so_that_an_unchanged_file_changes_nothing() -> None:
    assert berlin("24/7") == berlin("24/7")
    assert hash(berlin("24/7")) == hash(berlin("24/7"))
    assert berlin("24/7") != Hours("24/7")


def test_a_moment_on_another_day_says_which() -> None:
    now = datetime(2026, 11, 21, 14, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    said = {days: stamp(now + timedelta(days=days), now) for days in (0, 1, -1, 4)}
    assert said == {0: "14:00", 1: "14:00 tomorrow", -1: "14:00 yesterday", 4: "14:00 on 25 November"}
    assert stamp(now.astimezone(UTC), now) == "13:00 UTC"
