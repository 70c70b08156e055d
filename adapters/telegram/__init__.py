"""Telegram: the bot in private chats, groups and topics."""

import os

# The library will give waits as durations; asked for now, it does not warn at each wait.
os.environ.setdefault("PTB_TIMEDELTA", "1")
