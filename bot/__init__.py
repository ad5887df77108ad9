"""The long-running process: settings, wiring, pages and the command line."""
