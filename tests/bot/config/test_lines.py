"""Where a key was written, for every way TOML has of writing one."""

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.config.lines import Key, lines

TEXT = '''# a comment
name = "x"

[web]
host = "127.0.0.1" # port = 1
origins = [
  "https://a.example",
  # [web]
  "https://b.example",
]

[queues."second line"]
notify = ["web"]
reply = """
[not.a.table]
key = "not a key"
"""
inner.deep.port = 3
token = { file = "a", other.x = 1 }

[[list]]
a = 1
[[list]]
a = 2
'''


def test_each_way_of_writing_a_key_is_found_at_its_line() -> None:
    found = lines(TEXT)
    assert found["name",] == 2
    assert found["web",] == 4
    assert found["web", "host"] == 5
    assert found["web", "origins"] == 6
    assert found["web", "origins", 1] == 6
    assert found["queues", "second line"] == 12
    assert found["queues", "second line", "reply"] == 14
    assert found["queues", "second line", "inner", "deep", "port"] == 18
    assert found["queues", "second line", "token", "file"] == 19
    assert found["list", 0, "a"] == 22
    assert found["list", 1, "a"] == 24


def test_nothing_in_a_text_or_a_comment_is_taken_for_a_key() -> None:
    found = lines(TEXT)
    assert ("not", "a", "table") not in found
    assert ("web", "port") not in found


def test_windows_line_ends_count_once() -> None:
    assert lines("a = 1\r\n\r\nb = 2\r\n") == {("a",): 1, ("b",): 3}


NAMES = st.sampled_from(["a", "b", '"c d"', "e-f", "'g.h'"])
VALUES = st.sampled_from(["1", '"text"', "[1, 2]", "[\n 1,\n 2 ]", '"""\nx = 1\n"""', "{ y = 2 }", "true"])
STATEMENTS = st.one_of(
    st.tuples(NAMES, VALUES).map(" = ".join),
    NAMES.map(lambda name: f"[{name}]"),
    st.just("# [comment]"),
    st.just(""),
)


@given(st.lists(STATEMENTS, max_size=12))
def test_every_key_the_parser_finds_has_a_line_that_exists(statements: list[str]) -> None:
    text = "\n".join(statements)
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = lines(text)
    assert set(_paths(tree)) <= set(found)
    assert all(1 <= line <= text.count("\n") + 1 for line in found.values())


def _paths(tree: Any, above: Key = ()) -> list[Key]:
    if not isinstance(tree, dict):
        return [above]
    return [above][: len(above)] + [
        path for name, part in tree.items() for path in _paths(part, (*above, name))
    ]
