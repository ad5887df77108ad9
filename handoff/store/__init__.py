"""Where decisions become durable: one port, and a twin in memory beside the real ones."""
