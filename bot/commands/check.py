"""``handoff check``: whether the bot could run, and if not, what to mend and where."""

from bot.commands.findings import findings
from bot.commands.given import Config, fault, settings
from bot.commands.say import grumble, say
from bot.commands.table import table
from bot.config.available import unavailable
from bot.config.load import chosen


async def check(*, config: Config = None) -> int:
    """Read the file, then look at everything it names; returns 1 when there is a fault."""
    found = settings(config)
    seen = await findings(found)
    say(f"{chosen(config) or 'no file, defaults only'}: valid\n")
    say(table(("part", "", "found"), [(one.part, "ok" if one.ok else "FAULT", one.text) for one in seen]))
    faults = [(one.key, one.text) for one in seen if not one.ok] + list(unavailable(found).items())
    for key, message in faults:
        grumble(str(fault(config, key, message)))
    return 1 if faults else 0
