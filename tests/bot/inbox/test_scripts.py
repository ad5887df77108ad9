"""The pages' scripts: modules of our own, none of which needs itself."""

import re
from graphlib import TopologicalSorter
from importlib.resources import files

import pytest

SCRIPTS = {
    file.name: file.read_text("utf-8")
    for file in (files("bot.inbox") / "static").iterdir()
    if file.name.endswith(".js")
}
IMPORTS = {
    name: re.findall(r'from "\./([\w.]+)"|import "\./([\w.]+)"', text) for name, text in SCRIPTS.items()
}
NEEDS = {name: {one or other for one, other in found} for name, found in IMPORTS.items()}


def test_no_module_imports_itself_through_others() -> None:
    assert len(list(TopologicalSorter(NEEDS).static_order())) == len(SCRIPTS)


@pytest.mark.parametrize("name", SCRIPTS)
def test_what_a_module_imports_is_there_and_is_exported(name: str) -> None:
    for names, module in re.findall(r'import \{([^}]+)\} from "\./([\w.]+)"', SCRIPTS[name]):
        for each in names.split(","):
            wanted = each.split(" as ")[0].strip()
            assert re.search(rf"export .*(?<![\w$]){re.escape(wanted)}(?![\w$])", SCRIPTS[module]), (
                f"{wanted} of {module}"
            )


def test_every_module_is_used_by_a_page() -> None:
    assert set(SCRIPTS) - set().union(*NEEDS.values()) == {"main.js", "workflows.js"}
