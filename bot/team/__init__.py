"""The team's side in messengers: who somebody is there, and where the team is told."""
