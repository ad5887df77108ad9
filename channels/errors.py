"""How a call to a platform can fail, as far as the sender must know.

ChannelError
├── Temporary       surely not delivered; try again with back-off
├── RateLimited     surely not delivered; try again after ``seconds``
├── Permanent       surely not delivered, and never will be
│   └── Gone        nothing ever will be there: the thread was deleted, the bot was blocked or thrown out
└── Uncertain       perhaps delivered: the call began and nobody knows how it ended
"""


class ChannelError(Exception):
    """Base; its text is shown to operators and must hold no secret and no contact's words."""


class Temporary(ChannelError):
    """Surely not delivered; worth another try."""


class RateLimited(ChannelError):
    """Surely not delivered; the platform said how many seconds to wait."""

    def __init__(self, text: str, seconds: float) -> None:
        super().__init__(text)
        self.seconds = seconds


class Permanent(ChannelError):
    """Surely not delivered, and trying again cannot help."""


class Gone(Permanent):
    """Nothing can be brought to this place any more, whatever it is."""


class Uncertain(ChannelError):
    """Perhaps delivered."""
