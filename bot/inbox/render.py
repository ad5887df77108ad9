"""Templates to HTML: everything is escaped, and a name that a template misspells is an error."""

from collections.abc import Callable, Mapping

from jinja2 import DictLoader, Environment, StrictUndefined

from bot.inbox.ages import ago, clock
from bot.inbox.assets import templates
from bot.inbox.people import initials
from bot.inbox.replies import moment
from bot.inbox.why import ENDED
from handoff.labels import SEEN_BY, place


class Renderer:
    """Fills templates."""

    def __init__(self, link: Callable[[str], str]) -> None:
        self._env = Environment(
            loader=DictLoader(templates()),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals |= {"ENDED": ENDED, "SEEN_BY": SEEN_BY, "link": link}
        self._env.filters |= {
            "ago": ago,
            "clock": clock,
            "iso": moment,
            "initials": initials,
            "place": place,
            "size": size,
        }

    def html(self, template: str, values: Mapping[str, object]) -> str:
        """Return the template filled."""
        return self._env.get_template(template).render(values)


def size(count: int) -> str:
    """Say a file's size."""
    if count < 1024:
        return f"{count} B"
    if count < 1024 * 1024:
        return f"{count // 1024} KB"
    return f"{count / (1024 * 1024):.1f} MB"
