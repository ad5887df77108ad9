"""The sections of messengers: the shapes of ids and addresses, and what each mode needs."""

from pathlib import Path

import pytest

from bot.messengers import SAID
from bot.settings import load, unavailable
from channels.email.settings import EmailSettings
from handoff.press import Press, Token
from tests.bot.config.conftest import Faults, Load

SLACK = '[channels.slack]\nbot_token = "x"\napp_token = "y"\n'
TELEGRAM = '[channels.telegram]\ntoken = "x"\n'
DISCORD = '[channels.discord]\ntoken = "x"\n'


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        ("slack:#help", "must be a channel ID such as 'slack:C0123'"),
        ("slack:U0123", "must be a channel ID"),
        ("slack:c0123", "must be a channel ID"),
        ("telegram:@team", "must be a chat's number: 'telegram:-100123' for a group"),
        ("telegram:-0", "must be a chat's number"),
        ("telegram:١٢٣", "must be a chat's number"),
        ("discord:general", "must be a channel ID such as 'discord:456'"),
        ("discord:-1", "must be a channel ID such as 'discord:456'"),
    ],
)
def test_a_place_has_the_shape_its_messenger_gives_places(faults: Faults, place: str, fault: str) -> None:
    (only,) = faults(f'[queues.support]\nnotify = ["{place}"]')
    assert only.startswith(f"config.toml:2: queues.support.notify.1: {fault}")


def test_the_places_of_every_messenger_are_taken(read: Load) -> None:
    text = f"""{SLACK}{TELEGRAM}{DISCORD}
[operators.anna]
slack = "W012"
telegram = "123"
discord = "456"
[queues.support]
notify = ["slack:C0123", "slack:G0123", "telegram:-100123", "telegram:123", "discord:456", "web"]
"""
    assert len(read(text).queues["support"].notify) == 6


@pytest.mark.parametrize(
    ("key", "id", "fault"),
    [
        ("slack", "@anna", "must be a member ID such as 'U0123ABCD'"),
        ("slack", "C0123", "must be a member ID"),
        ("telegram", "@anna", "must be a user's number such as '123456789', not the @name"),
        ("telegram", "-123", "must be a user's number"),
        ("discord", "anna#1", "must be a user ID"),
    ],
)
def test_an_operators_id_has_the_shape_its_messenger_gives_people(
    faults: Faults, key: str, id: str, fault: str
) -> None:
    (only,) = faults(f'[operators.anna]\n{key} = "{id}"')
    assert only.startswith(f"config.toml:2: operators.anna.{key}: {fault}")


def test_one_id_is_one_person(faults: Faults) -> None:
    text = '[operators.anna]\nslack = "U1"\n[operators.ben]\nslack = "U1"\ntelegram = "1"\n'
    assert faults(text) == [
        "config.toml:4: operators.ben.slack: is 'anna' already; two people cannot share it",
    ]


@pytest.mark.parametrize(
    ("member", "fault"),
    [
        ("slack-gruop:S1", "there is no kind of group 'slack-gruop'; did you mean 'slack-group'?"),
        ("team:1", "there is no kind of group 'team'; known are discord-role, slack-group, telegram-admin"),
        ("slack-group:U1", "must be a user group's ID such as 'slack-group:S0123'"),
        ("telegram-admin:5", "must be a group's number such as 'telegram-admin:-100123'"),
        ("discord-role:", "must be a role ID such as 'discord-role:345'"),
        ("slack-group:S1", "'slack' is not configured; add [channels.slack]; known are web"),
    ],
)
@pytest.mark.parametrize("role", ["operators", "reviewers"])
def test_a_group_is_of_a_known_kind_and_of_a_messenger_that_is_on(
    faults: Faults, role: str, member: str, fault: str
) -> None:
    (only,) = faults(f'[queues.support]\n{role} = ["{member}"]')
    assert only.startswith(f"config.toml:2: queues.support.{role}.1: {fault}")


def test_the_names_of_queues_and_operators_are_short_enough_for_buttons(read: Load, faults: Faults) -> None:
    name, wide = "q" * 40, "ü" * 21
    assert read(f'[queues."{name}"]\n[operators."{name}"]').queues.keys() == {name}
    assert str(Token(Press.TRANSFER, "123456789012", name)).endswith(name)
    for kind in ("queues", "operators"):
        (only,) = faults(f'[{kind}."{wide}"]')
        assert only.endswith(f"{kind}.{wide}: is too long: at most 40 bytes, because buttons must hold it")


NOBODY = (
    "config.toml:5: queues.support.notify.2: {} has an id on slack, so nobody could act there; set slack in "
)


@pytest.mark.parametrize(
    ("people", "operators", "message"),
    [
        ("", "[]", "no operator"),
        ('[operators.ben]\ntelegram = "1"', "[]", "no operator"),
        ('[operators.ben]\n[operators.mia]\nslack = "U1"', '["ben"]', "none of its operators"),
        ("[operators.ben]\n" + TELEGRAM, '["ben", "telegram-admin:-1"]', "none of its operators"),
    ],
)
def test_a_place_where_nobody_could_act_is_a_fault(
    faults: Faults, people: str, operators: str, message: str
) -> None:
    queue = f'[queues.support]\nnotify = ["web", "slack:C1", "slack:C2"]\noperators = {operators}\n'
    text = SLACK + queue + people
    (only,) = faults(text)
    who = "ben" if "ben" in people else "anna"
    assert only.startswith(NOBODY.format(message) + f"[operators.{who}] to a member ID")
    assert only.endswith("or add to this queue's operators a user group's ID such as 'slack-group:S0123'")


@pytest.mark.parametrize(
    ("people", "operators"),
    [
        ('[operators.ben]\nslack = "U1"', "[]"),
        ('[operators.ben]\n[operators.mia]\nslack = "U1"', '["ben", "mia"]'),
        ("", '["slack-group:S1"]'),
    ],
)
def test_one_who_is_known_there_is_enough(read: Load, people: str, operators: str) -> None:
    text = f'{SLACK}[queues.support]\nnotify = ["slack:C1"]\noperators = {operators}\n{people}'
    assert read(text).queues["support"].notify == ("slack:C1",)


def test_each_mode_of_slack_needs_its_secret(read: Load, faults: Faults) -> None:
    (only,) = faults('[channels.slack]\nbot_token = "x"\n')
    assert only.startswith("config.toml:1: channels.slack.app_token: mode socket needs the app-level token")
    (only,) = faults('[channels.slack]\nbot_token = "x"\nmode = "http"\napp_token = "y"')
    assert only.startswith("config.toml:1: channels.slack.signing_secret: mode http needs the signing secret")
    assert read('[channels.slack]\nbot_token = "x"\nmode = "http"\nsigning_secret = "y"').channels.called == (
        "slack",
    )


def test_what_is_missing_is_told_at_its_table_and_not_at_what_is_set_beside_it(faults: Faults) -> None:
    (only,) = faults("[channels.slack]", HANDOFF__CHANNELS__SLACK__BOT_TOKEN="x")
    assert only.startswith("config.toml:1: channels.slack.app_token: ")
    (only,) = faults("", HANDOFF__CHANNELS__SLACK__BOT_TOKEN="x")
    assert only.startswith("environment HANDOFF__CHANNELS__SLACK__BOT_TOKEN: channels.slack.app_token: ")


def test_telegrams_webhook_needs_an_address_and_a_secret_telegram_takes(read: Load, faults: Faults) -> None:
    hook = f'{TELEGRAM}mode = "webhook"\n'
    web = '[web]\npublic_url = "https://bot.example"\n'
    (only,) = faults(hook)
    assert only == (
        "config.toml:3: channels.telegram.mode: webhook needs public_url in [web], the https address "
        "that Telegram calls"
    )
    (only,) = faults(f'{hook}webhook_secret = "not this!"\n{web}')
    assert only.startswith("config.toml:4: channels.telegram.webhook_secret: must be 1 to 256 letters")
    assert "not this!" not in only
    for secret in ("", 'webhook_secret = "abc-123_"\n'):
        assert read(f"{hook}{secret}{web}").channels.called == ("telegram",)
    assert read(TELEGRAM).channels.called == ()


@pytest.mark.parametrize(
    "address", ["", "api.example", "ftp://api.example", "https://", "https://a b", "http://a:x"]
)
def test_where_a_platform_is_must_be_an_address(faults: Faults, address: str) -> None:
    for section in (SLACK, TELEGRAM, DISCORD):
        (only,) = faults(f'{section}api_base = "{address}"')
        assert only.endswith("api_base: must be an address that begins with https:// or http://")


def test_a_gateway_is_a_web_socket_or_empty(read: Load, faults: Faults) -> None:
    (only,) = faults(f'{DISCORD}gateway_url = "https://gateway.example"')
    assert "channels.discord.gateway_url: must be an address that begins with wss://" in only
    for address in ("", "ws://127.0.0.1:8000", "wss://gateway.example"):
        found = read(f'{DISCORD}gateway_url = "{address}"').channels.discord
        assert found is not None
        assert found.gateway_url == address
    (only,) = faults('[web]\npublic_url = "bot.example"')
    assert only.startswith("config.toml:2: web.public_url: must be an address")


def test_slacks_address_ends_as_its_client_wants_it(read: Load) -> None:
    slack = read(f'{SLACK}api_base = "http://127.0.0.1:80/api"').channels.slack
    assert slack is not None
    assert slack.api_base == "http://127.0.0.1:80/api/"


@pytest.mark.parametrize("speed", ["0", "-1", "inf", "nan", "5000"])
def test_a_pace_is_a_multiple_that_makes_sense(read: Load, faults: Faults, speed: str) -> None:
    (only,) = faults(f"{TELEGRAM}speed = {speed}")
    assert only.startswith("config.toml:3: channels.telegram.speed: must be ")
    found = read(f"{TELEGRAM}speed = 0.5").channels.telegram
    assert found is not None
    assert found.speed == 0.5


def test_tokens_that_are_not_there_yet_may_be_made_up(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[channels.slack]\n[channels.telegram]\ntoken = "real"\n[channels.discord]\n')
    channels = load(file, {}, made_up=True).channels
    assert channels.names == ("web", "telegram", "slack", "discord")
    assert channels.telegram is not None
    assert channels.telegram.token.get_secret_value() == "real"


def test_a_messenger_is_available_where_its_part_is_installed(read: Load) -> None:
    settings = read(SLACK + TELEGRAM)
    assert unavailable(settings, lambda name: ()) == {}
    assert unavailable(settings, lambda name: ("slack_bolt",) if name == "slack" else ()) == {
        "channels.slack": 'needs slack_bolt, not installed here; run: pip install "handoff-bot[slack]"'
    }


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('smtp_url = "mail.example"', "channels.email.smtp_url: must be an address such as smtps://"),
        ('from = "nobody"', "channels.email.from: is no mail address"),
        ('from = "zoë@b.c"', "channels.email.from: has letters before its @ that not every mail server"),
        ('imap_url = "http://mail.example"', "channels.email.imap_url: must be an address such as imaps://"),
        ('inbound = "imap"', "channels.email.inbound: imap needs imap_url"),
        ('inbound = "webhook"', "channels.email.inbound: webhook needs webhook_secret"),
        ('readers = { "t@b.c" = ["ben"] }', "there is no operator 'ben'"),
        ('readers = { "t@b.c" = ["carl"] }', "the operator 'carl' has no email"),
        ('readers = { "team" = ["anna"] }', "'team' is no mail address"),
    ],
)
def test_a_fault_in_the_section_of_mail_is_named(faults: Faults, line: str, fault: str) -> None:
    given = {"smtp_url": 'smtp_url = "smtp://a"', "from": 'from = "a@b.c"'}
    given[line.partition(" ")[0]] = line
    people = '[operators.anna]\nemail = "Anna@b.c"\n[operators.carl]\n'
    (only,) = faults("[channels.email]\n" + "\n".join(given.values()) + "\n" + people)
    assert fault in only


def test_mail_knows_operators_by_their_addresses(read: Load) -> None:
    settings = read(
        '[channels.email]\nsmtp_url = "smtps://u:p@m"\nfrom = "Shop <a@b.c>"\n'
        'readers = { "team@b.c" = ["anna"] }\n[operators.anna]\nname = "Anna Berg"\nemail = "Anna@b.c"\n'
    )
    assert settings.operators["anna"].on("email") == "anna@b.c"
    told = SAID["email"](settings)
    assert isinstance(told, EmailSettings)
    assert told.operators == {"Anna@b.c": "Anna Berg"}
    assert told.readers == {"team@b.c": ("Anna@b.c",)}
    assert "u:p" not in repr(told)


def test_mails_by_resend_need_its_key_and_its_secret(faults: Faults) -> None:
    mail = '[channels.email]\nsmtp_url = "smtp://a"\nfrom = "a@b.c"\ninbound = "resend"\n'
    found = "\n".join(map(str, faults(mail)))
    assert "resend_key in [mail]" in found
    assert "webhook_secret: the whsec_" in found
    known = '[web]\npublic_url = "https://bot.example"\n[mail]\nresend_key = "re_1"\n'
    (only,) = faults(f'{mail}webhook_secret = "x"\n{known}')
    assert "webhook_secret: must be whsec_" in str(only)
