"""``handoff check``: whether the bot could run, and if not, what to mend and where."""

from collections.abc import Collection

from bot.commands.automations import forgetful
from bot.commands.findings import findings
from bot.commands.given import Config, fault, settings
from bot.commands.say import grumble, say
from bot.commands.table import table
from bot.config.available import unavailable
from bot.config.lines import Key
from bot.config.load import chosen
from bot.config.model import Settings
from bot.log import configure
from bot.messengers import messengers
from channels.base import Channel
from channels.files import DiskFiles


async def check(*, config: Config = None) -> int:
    """Read the file, then look at everything it names; returns 1 when there is a fault."""
    found = settings(config)
    configure("error")  # what is wrong is said in the table's words
    missing = unavailable(found)
    seen = await findings(found, await _channels(found, missing))
    say(f"{chosen(config) or 'no file, defaults only'}: valid\n")
    say(table(("part", "", "found"), [(one.part, "ok" if one.ok else "FAULT", one.text) for one in seen]))
    faults: list[tuple[str | Key, str]] = [(one.key, one.text) for one in seen if not one.ok]
    for key, message in (*faults, *missing.items()):
        grumble(str(fault(config, key, message)))
    return 1 if faults or missing else 0


async def _channels(found: Settings, missing: Collection[str]) -> dict[str, Channel]:
    """Build the messengers that can be asked; they keep nothing, and know nothing kept."""
    able = {name for name in found.channels.names if f"channels.{name}" not in missing}
    return messengers(found, DiskFiles(found.store.path.parent / "files"), await forgetful(), able)
