"""A section of a page: what one answer is made of."""

from dataclasses import dataclass

from handoff.content import Source


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list, table or fence: ``source`` as it stands in the file, ``plain`` as it is read."""

    kind: str
    source: str
    plain: str


@dataclass(frozen=True, slots=True)
class Section:
    """``trail`` holds the headings above it, the page's title first; ``aliases`` other ways to ask for it."""

    file: str
    trail: tuple[str, ...]
    heading: str
    blocks: tuple[Block, ...]
    aliases: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The page's title."""
        return self.trail[0] if self.trail else self.heading

    @property
    def name(self) -> str:
        """Page and section, as the team reads it."""
        return " › ".join((*self.trail, self.heading))

    @property
    def source(self) -> Source:
        """What the contact is shown as the answer's origin."""
        return Source(self.title, self.heading if self.trail else "")
