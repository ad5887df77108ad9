"""Stand-ins for the messengers: real servers on loopback, judged by the platforms own specifications."""
