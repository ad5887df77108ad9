"""What an admin set, read once: the public face of ``bot.config``."""

from bot.config.available import unavailable
from bot.config.faults import Fault, SettingsError
from bot.config.load import chosen, load
from bot.config.model import Settings
from bot.config.policy import options, policy

__all__ = ["Fault", "Settings", "SettingsError", "chosen", "load", "options", "policy", "unavailable"]
