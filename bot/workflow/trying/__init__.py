"""A workflow in the terminal, played by one person."""
