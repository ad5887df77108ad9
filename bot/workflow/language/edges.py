"""An edge leads from an exit of one node to another node."""

from pydantic import Field

from bot.workflow.language.part import Id, Part, Short

DEFAULT = "default"


class Edge(Part):
    """``sourceHandle`` is the exit. Labels and ends that an editor draws change nothing."""

    id: Id | None = None
    source: str
    target: str
    source_handle: Short | None = None
    target_handle: str | None = Field(None, repr=False)
    label: str | None = None
    type: str | None = None

    @property
    def exit(self) -> str:
        """The exit it begins at: without a handle the default one."""
        return self.source_handle or DEFAULT
