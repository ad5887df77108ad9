"""Tools of other programs, called over the Model Context Protocol: see ``bot.mcp.base``."""
