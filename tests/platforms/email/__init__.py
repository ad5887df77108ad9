"""Mail servers for tests: a real SMTP server, and a real IMAP server in a process of its own."""
