"""Where a setting comes from, who wins, and how each fault is told."""

from contextlib import suppress
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, chosen, load
from tests.bot.config.conftest import Faults, Load

NO_FILE = "no such file or directory"
SECRET = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


def test_without_a_file_the_defaults_run_on_this_machine() -> None:
    settings = load(None, {})
    assert settings == Settings()
    assert settings.web.host == "127.0.0.1"
    assert settings.agent.kind == "knowledge"
    assert settings.store.path == Path("data/handoff.db")


def test_config_toml_counts_when_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert chosen(None) is None
    Path("config.toml").touch()
    assert chosen(None) == Path("config.toml")
    assert chosen(Path("other.toml")) == Path("other.toml")


def test_a_named_file_that_is_missing_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml: cannot be read: no such file"):
        load(tmp_path / "none.toml", {})
    with pytest.raises(SettingsError, match="cannot be read: is a directory"):
        load(tmp_path, {})


def test_the_environment_wins_over_secret_files_and_they_over_the_file(read: Load, tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    folder.mkdir()
    (folder / "channels__telegram__token").write_text("from the folder\n")
    (folder / "channels__telegram__webhook_secret").write_text("of-the-folder")
    (folder / "..data").mkdir()
    text = '[secrets]\ndir = "secrets"\n[channels.telegram]\ntoken = "from the file"\nmode = "webhook"\n'
    text += '[web]\npublic_url = "https://bot.example"\n'
    telegram = read(text, HANDOFF__CHANNELS__TELEGRAM__WEBHOOK_SECRET="from-outside").channels.telegram
    assert telegram is not None
    assert telegram.token.get_secret_value() == "from the folder"
    assert telegram.webhook_secret is not None
    assert telegram.webhook_secret.get_secret_value() == "from-outside"
    assert telegram.mode == "webhook"


def test_the_folder_of_secrets_may_be_named_outside(read: Load, tmp_path: Path, faults: Faults) -> None:
    (tmp_path / "channels__discord__token").write_text("abc")
    (tmp_path / "config.toml").touch()
    assert faults("", HANDOFF_SECRETS_DIR=str(tmp_path / "none")) == [
        f"environment HANDOFF_SECRETS_DIR: secrets.dir: {tmp_path}/none cannot be read: {NO_FILE}"
    ]
    folder = tmp_path / "inner"
    folder.mkdir()
    (folder / "channels__discord__token").write_text("abc")
    assert read("", HANDOFF_SECRETS_DIR=str(folder)).channels.discord is not None
    assert read("", HANDOFF_SECRETS_DIR=str(folder)).secrets.dir == folder


def test_a_secret_may_be_in_a_file_of_its_own(read: Load, tmp_path: Path, faults: Faults) -> None:
    (tmp_path / "token").write_text(f"{SECRET}\n")
    telegram = read('[channels.telegram]\ntoken = { file = "token" }').channels.telegram
    assert telegram is not None
    assert telegram.token.get_secret_value() == SECRET
    assert read("", HANDOFF__CHANNELS__TELEGRAM__TOKEN_FILE="token").channels.telegram == telegram
    assert faults('[channels.telegram]\ntoken = { file = "none" }') == [
        "config.toml:2: channels.telegram.token: cannot read the secret's file none: " + NO_FILE
    ]


def test_an_empty_secret_is_a_fault(tmp_path: Path, faults: Faults) -> None:
    (tmp_path / "empty").touch()
    assert len(faults('[channels.telegram]\ntoken = ""')) == 1
    assert len(faults('[channels.telegram]\ntoken = { file = "empty" }')) == 1


def test_no_secret_is_shown_by_repr_or_by_a_fault(read: Load, faults: Faults) -> None:
    mail = f'[channels.email]\nsmtp_url = "smtps://u:{SECRET}@m"\nfrom = "a@b.c"\n'
    text = f'{mail}[channels.telegram]\ntoken = "{SECRET}"\n'
    assert SECRET not in repr(read(text))
    assert SECRET not in str(read(text))
    telegram = f'[channels.telegram]\ntoken = ["{SECRET}"]\nmode = "{SECRET}"\n'
    wrong = f'{telegram}[channels.slack]\nbot_token = {{ "{SECRET}" = 1 }}'
    shown = faults(wrong, HANDOFF__CHANNELS__DISCORD=SECRET, HANDOFF__STORE__URL=f"postgresql://u:{SECRET}@h")
    assert len(shown) == 6
    assert SECRET not in "\n".join(shown)


def test_variables_set_tables_lists_and_names_whatever_their_case(read: Load) -> None:
    settings = read(
        "[operators.Anna]\n",
        HANDOFF__OPERATORS__ANNA__EMAIL="anna@shop.example",
        HANDOFF__WEB__PORT="9000",
        HANDOFF__WEB__BEHIND_PROXY="true",
        HANDOFF__WEB__REACH='["call us"]',
        HANDOFF__QUEUES__SECOND__CLAIM_WITHIN="2m",
        HANDOFF__WORKFLOWS='{"a": {"file": "a.json"}}',
    )
    assert settings.operators["Anna"].email == "anna@shop.example"
    assert settings.web.port == 9000
    assert settings.web.behind_proxy
    assert settings.web.reach == ("call us",)
    assert settings.queues["second"].claim_within == 120
    assert settings.workflows["a"].file == Path("a.json")


def test_a_mistyped_variable_is_a_fault_and_a_stranger_is_none(read: Load, faults: Faults) -> None:
    assert faults(HANDOFF__WEBB__PORT="1", HANDOFF__WEB__PROT="1", HANDOFF__WEB__PORT="many") == [
        "environment HANDOFF__WEBB__PORT: webb: unknown key; did you mean 'web'?",
        "environment HANDOFF__WEB__PORT: web.port: must be a whole number",
        "environment HANDOFF__WEB__PROT: web.prot: unknown key; did you mean 'port'?",
    ]
    assert read(HANDOFF_PORT="tcp://10.0.0.1:80", HANDOFF_SERVICE_HOST="10.0.0.1") == Settings()


@pytest.mark.parametrize("value", ["[1", "{", "text", "", "[]", "{}", "null", "\x00"])
@pytest.mark.parametrize(
    "name", ["WEB", "WEB__PORT__X", "", "__", "QUEUES__A__NOTIFY", "WEB__HOST", "TEXTS__EN"]
)
def test_no_variable_is_more_than_a_fault(name: str, value: str) -> None:
    with suppress(SettingsError):
        load(None, {f"HANDOFF__{name}": value})


def test_broken_toml_names_line_and_column(faults: Faults, tmp_path: Path) -> None:
    assert faults('[web]\nport = 1\nhost "x"') == [
        "config.toml:3: column 6: is not TOML: Expected '=' after a key in a key/value pair"
    ]
    (tmp_path / "latin.toml").write_bytes(b'name = "\xe4"')
    with pytest.raises(SettingsError, match="cannot be read: it is not UTF-8 text"):
        load(tmp_path / "latin.toml", {})


def test_a_folder_may_be_named_from_home(read: Load) -> None:
    assert read('[agent]\nfolder = "~/pages"').agent.folder == Path.home() / "pages"


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text("[web]\nport = 81\n", "utf-8-sig")
    assert load(tmp_path / "c.toml", {}).web.port == 81


def test_wrong_values_and_what_they_hide_are_told_in_one_go_in_the_order_of_lines(faults: Faults) -> None:
    text = """\
[bot]
langage = "de"
burst = "1x"
[web]
host = "0.0.0.0"
port = 99999
[channels.telegram]
mode = "poling"
[queues.support]
notify = ["web", "telegram:1", "slak:C1"]
operators = ["ana"]
[agent]
kind = "model"
active = "hours"
"""
    assert faults(text) == [
        "config.toml:2: bot.langage: unknown key; did you mean 'language'?",
        'config.toml:3: bot.burst: must be seconds, or a duration such as "90s", "10m", "2h" or "1d"',
        (
            "config.toml:5: web.host: '0.0.0.0' lets other machines reach the inbox, and without [operators] "
            'whoever has a link is an operator; add for example [operators.anna], or use host = "127.0.0.1"'
        ),
        "config.toml:6: web.port: must be less than or equal to 65535",
        (
            'config.toml:7: channels.telegram.token: is required; here, as { file = "path" }, or in the '
            "environment as HANDOFF__CHANNELS__TELEGRAM__TOKEN"
        ),
        "config.toml:8: channels.telegram.mode: must be 'polling' or 'webhook'; did you mean 'polling'?",
        (
            "config.toml:10: queues.support.notify.2: none of its operators has an id on telegram, so nobody "
            "could act there; set telegram in [operators.anna] to a user's number such as '123456789', not "
            "the @name, or add to this queue's operators a group's number such as 'telegram-admin:-100123'"
        ),
        (
            "config.toml:10: queues.support.notify.3: 'slak' is not configured; add [channels.slak]; "
            "known are telegram, web"
        ),
        "config.toml:11: queues.support.operators.1: there is no operator 'ana'",
        'config.toml:13: agent.kind: model needs a section [agent.model] with at least model = "NAME"',
        'config.toml:14: agent.active: needs hours as well, for example hours = "Mo-Fr 09:00-18:00"',
    ]


@pytest.mark.parametrize(
    ("section", "missing"),
    [
        ("channels.telegram", "token"),
        ("channels.slack", "bot_token"),
        ("channels.discord", "token"),
        ("channels.email", "smtp_url"),
        ("channels.email", "from"),
        ("agent.model", "model"),
        ("tools.orders", "allow"),
        ("workflows.refund", "file"),
        ("sms", "url"),
        ("sms", "countries"),
    ],
)
def test_a_section_that_misses_something_hides_nothing_elsewhere(
    faults: Faults, section: str, missing: str
) -> None:
    told = faults(f'[{section}]\n[queues.support]\noperators = ["ana"]\n')
    assert any(one.startswith(f"config.toml:1: {section}.{missing}: is required") for one in told)
    assert "config.toml:3: queues.support.operators.1: there is no operator 'ana'" in told


@pytest.mark.parametrize(
    "text",
    [
        '[channels.email]\nsmtp_url = "x"\nfrom = "y"\n',
        "[tools.orders]\nallow = 3\n",
        '[sms]\nurl = "x"\ncountries = ["XX"]\n',
        "[sms]\ncountries = []\n",
    ],
)
def test_a_wrong_value_that_is_required_hides_nothing_elsewhere(faults: Faults, text: str) -> None:
    assert any(
        "there is no operator 'ana'" in one for one in faults(f'{text}[queues.a]\noperators = ["ana"]\n')
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("bot = 3", "config.toml:1: bot: must be a table of its own"),
        ("operators = []", "config.toml:1: operators: must be a table of its own"),
        ("[agent]\nfolder = 3", "config.toml:2: agent.folder: must be text in quotes"),
        ('[sms]\nurl = "https://a.example"\ncountries = []', "sms.countries: must not be empty"),
        ('[contacts]\nchannels = "web"', 'contacts.channels: must be a list, for example ["one", "two"]'),
        ("[bot]\nname = 3", "config.toml:2: bot.name: must be text in quotes"),
        ("[bot]\nburst = -1", "config.toml:2: bot.burst: must be greater than or equal to 0"),
        ('[operators."a:b"]', "config.toml:1: operators.a:b: is not a usable name"),
        ('[escalation]\noff = ["moood"]', "did you mean 'mood'?"),
        ('[escalation.rules.x]\ncategory = "y"', "escalation.rules.x: finds nothing: give it words"),
        (
            '[escalation.rules.x]\npattern = "(a"',
            "config.toml:2: escalation.rules.x.pattern: is no regular",
        ),
        ('[agent]\nactive = "hours"', "config.toml:2: agent.active: needs hours as well"),
        (
            '[bot]\nzone = "Europe/Berlim"',
            "bot.zone: there is no such time zone; did you mean 'Europe/Berlin'?",
        ),
        ('[bot]\ncountry = "Germany"', "config.toml:2: bot.country: there is no country 'Germany'"),
        (
            '[queues.a]\nnotify = ["slack"]',
            "queues.a.notify.1: names no place; write for example 'slack:C0123'",
        ),
        (
            '[store]\nurl = "sqlite:///~nobody here/x"',
            "store.url: ~nobody here/x: there is no such home folder",
        ),
        ('[agent]\nfolder = "~nobody here"', "agent.folder: ~nobody here: there is no such home folder"),
        (
            '[secrets]\ndir = "~nobody here"',
            "secrets.dir: ~nobody here cannot be read: there is no such home",
        ),
        (
            '[channels.telegram]\ntoken = { file = "~nobody here/x" }',
            "channels.telegram.token: cannot read the secret's file ~nobody here/x: there is no such home",
        ),
        ('[store]\nurl = "mysql://x"', 'config.toml:2: store.url: must be "sqlite:///PATH"'),
        ('[texts.english]\nsoon = "x"', "config.toml:1: texts.english: must be a language, such as en"),
        ('[categories."a/b"]', "config.toml:1: categories.a/b: is not a usable name"),
        ('[web]\nport = "x"', "config.toml:2: web.port: must be a whole number"),
        ('[web]\nper_second = "x"', "config.toml:2: web.per_second: must be a number"),
        ('[web]\nbehind_proxy = "x"', "config.toml:2: web.behind_proxy: must be true or false"),
    ],
)
def test_each_kind_of_fault_says_what_to_write_instead(faults: Faults, text: str, fault: str) -> None:
    (only,) = faults(text)
    assert fault in only


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("90", 90),
        ('"90"', 90),
        ('"1.5s"', 1.5),
        ('"10m"', 600),
        ('"2h"', 7200),
        ('"1d"', 86400),
        ('"1h 30m"', 5400),
    ],
)
def test_durations_are_numbers_of_seconds_or_words(read: Load, written: str, seconds: float) -> None:
    assert read(f"[agent]\ntimeout = {written}").agent.timeout == seconds
