"""The messengers: a payload comes in, a call goes out."""
