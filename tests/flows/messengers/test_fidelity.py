"""Each kind of thing between each two channels, both ways; docs/channels.md must say what was seen here."""

import asyncio
import importlib.util
import json
from collections.abc import AsyncIterator
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest
import pytest_asyncio

from tests.flows.messengers.fidelity import KINDS, Level, from_contact, from_team
from tests.flows.messengers.journey import Journey
from tests.flows.messengers.world import CONTACTS, Desk, World, world_in

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
]
TEAMS: Final = ("slack", "telegram topics", "discord")
WAYS: Final = ("to the team", "to the contact")
PAIRS: Final = [(contact, team, way) for contact in CONTACTS for team in TEAMS for way in WAYS]
ROOT: Final = Path(__file__).resolve().parents[3]
Found = dict[str, dict[str, str]]


def desk_of(world: World, number: int, team: str) -> Desk:
    """Open a place for one conversation."""
    (desk,) = world.desk(team, f"desk {number}", world.member(f"ada{number}", f"Ada N{number}"))
    world.queue(f"queue{number}", f"lamp{number}", desk.place)
    return desk


async def played(one: Journey, way: str) -> dict[str, Level]:
    """Let one side send one of each kind; return what became of each."""
    await one.asked_and_handed_over()
    await one.taken_over()
    theirs = await one.contact.says("a word of the contact's")
    await one.reads("a word of the contact's")
    await one.operator.writes(one.thread, "a word of the operator's")
    heard = await one.hears("a word of the operator's")
    side = from_contact(one) if way == "to the team" else from_team(one)
    assert theirs
    quotable = heard if way == "to the team" else await one.reads("a word of the contact's")
    wait = one.reads if way == "to the team" else one.hears
    await side.run(wait, quotable)
    return side.levels


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def found(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Found]:
    """What was seen for each pair and way: kind -> level."""
    async with world_in(tmp_path_factory.mktemp("fidelity")) as world:
        world.speed = 20
        desks = [desk_of(world, number, team) for number, (_, team, _) in enumerate(PAIRS)]
        async with world.running():
            people = [await world.contact(channel, f"Mia M{n}") for n, (channel, _, _) in enumerate(PAIRS)]
            talks = [Journey(*pair, f"lamp{n}") for n, pair in enumerate(zip(people, desks, strict=True))]
            seen = await asyncio.gather(
                *(played(one, way) for one, (_, _, way) in zip(talks, PAIRS, strict=True))
            )
    names = [f"{contact} - {team.split()[0]} - {way}" for contact, team, way in PAIRS]
    yield {
        name: {kind: str(levels[kind]) for kind in KINDS} for name, levels in zip(names, seen, strict=True)
    }


def drawing() -> ModuleType:
    """Return the script that draws the page."""
    spec = importlib.util.spec_from_file_location("channels_page", ROOT / "docs" / "channels.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def test_the_page_of_channels_says_what_was_seen(found: Found, artifacts: Path) -> None:
    (artifacts / "fidelity.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    page = (ROOT / "docs" / "channels.md").read_text("utf-8")
    assert page == drawing().page(found), "run: python docs/channels.py"


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_goes_through_somewhere_and_text_everywhere(found: Found, kind: str) -> None:
    levels = [row[kind] for row in found.values()]
    assert any(level in (Level.FULL, Level.PARTIAL, Level.EXPLAINED) for level in levels)
    if kind in ("text", "edits"):
        assert Level.IMPOSSIBLE not in levels
