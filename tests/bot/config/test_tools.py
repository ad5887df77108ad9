"""The ``[tools.NAME]`` sections, and how their faults are told."""

from pathlib import Path

from tests.bot.config.conftest import Faults, Load

SHOP = '[tools.shop]\ncommand = ["shop", "--stdio"]\nallow = ["get_order", "create_refund"]\n'
FAR = '[tools.far]\nurl = "https://tools.example/mcp"\nallow = "all"\n'


def test_a_program_and_an_address_are_read(read: Load, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from-a-file\n")
    shop = (
        SHOP
        + 'approve = ["create_refund"]\ntimeout = "5s"\nenv = { API_KEY = { file = "key" }, MODE = "test" }\n'
    )
    far = FAR + 'headers = { Authorization = "Bearer abc" }\nread = true\n'
    tools = read(shop + far).tools
    assert tools["shop"].timeout == 5
    assert tools["shop"].secrets == ("from-a-file", "test")
    assert "from-a-file" not in repr(tools)
    assert tools["shop"].allows("get_order")
    assert not tools["shop"].allows("ship")
    assert tools["shop"].asks("create_refund")
    assert not tools["shop"].asks("get_order")
    assert tools["far"].allows("anything")
    assert tools["far"].read
    assert tools["shop"].keys == ("idempotency_key", "idempotencyKey")


def test_a_secret_comes_from_the_environment_where_the_file_names_the_variable(read: Load) -> None:
    text = SHOP + 'env = { API_KEY = "not set" }\n'
    assert read(text, HANDOFF__TOOLS__SHOP__ENV__API_KEY="outside").tools["shop"].secrets == ("outside",)


def test_nothing_is_allowed_by_leaving_it_out(faults: Faults, read: Load) -> None:
    (fault,) = faults('[tools.shop]\ncommand = ["shop"]\n')
    assert "tools.shop.allow" in fault
    assert not read('[tools.shop]\ncommand = ["shop"]\nallow = []\n').tools["shop"].allows("get_order")


def test_each_fault_says_what_to_do(faults: Faults) -> None:
    told = {
        '[tools.a]\nallow = "all"\n': "needs either command",
        '[tools.a]\ncommand = ["x"]\nurl = "https://x.example"\nallow = []\n': "needs either command",
        '[tools.a]\ncommand = [" "]\nallow = []\n': "the first word of command",
        '[tools.a]\ncommand = ["x"]\nallow = "some"\n': 'such as ["get_order"], or "all"',
        '[tools.a]\ncommand = ["x"]\nallow = []\nheaders = { A = "b" }\n': "headers go with url",
        '[tools.a]\nurl = "https://x.example"\nallow = []\nenv = { A = "b" }\n': "env goes with command",
        '[tools.a]\nurl = "x.example"\nallow = []\n': "must be an address that begins with https://",
        SHOP + 'approve = ["get_ordr"]\n': "did you mean 'get_order'?",
        SHOP + 'env = { "A B" = "c" }\n': "is no name for an environment variable",
        FAR + 'headers = { "A B" = "c" }\n': "is no name for a header",
        '[tools.a__b]\ncommand = ["x"]\nallow = []\n': "a server's name is letters, digits, - and single _",
        SHOP + "alow = []\n": "did you mean 'allow'?",
        SHOP + "timeout = 0\n": "tools.shop.timeout",
    }
    for text, words in told.items():
        assert any(words in fault and fault.startswith("config.toml:") for fault in faults(text)), (
            text,
            words,
        )
