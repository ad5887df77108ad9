"""The troubles every platform can be in, told in the same words."""

from dataclasses import dataclass

from channels.errors import Permanent, RateLimited, Temporary, Uncertain


@dataclass(frozen=True, slots=True)
class Troubles:
    """Of one platform, by the name that people call it."""

    platform: str

    def busy(self, seconds: float) -> RateLimited:
        """Its limit is used up for so many seconds."""
        return RateLimited(f"{self.platform} asks us to slow down", seconds)

    def unreachable(self) -> Temporary:
        """No connection could be made."""
        return Temporary(f"{self.platform} cannot be reached")

    def down(self) -> Temporary:
        """It says that it does nothing right now."""
        return Temporary(f"{self.platform} is not available right now")

    def failed(self) -> Uncertain:
        """It ran into a fault of its own, perhaps after the effect."""
        return Uncertain(f"{self.platform} failed in the middle of the call")

    def late(self) -> Uncertain:
        """Nobody waits for its answer any more."""
        return Uncertain(f"{self.platform} did not answer in time")

    def broken(self) -> Uncertain:
        """The connection broke after the call had begun."""
        return Uncertain(f"the connection to {self.platform} broke")

    def refused(self, code: str = "") -> Permanent:
        """It said no, for a reason that we know no words for."""
        return Permanent(f"{self.platform} refused it" + (f" ({code[:60]})" if code else ""))

    def empty(self) -> Permanent:
        """Nothing of the message can be shown there."""
        return Permanent(f"the message holds nothing that {self.platform} shows")
