"""Reading the configuration: where values come from, what they must be, and what is wrong with them."""
