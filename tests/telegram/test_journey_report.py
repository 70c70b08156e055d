"""The report of the other channels, on Telegram: unchanged but for the channel."""

from tests.journeys.test_report import *  # noqa: F403

del test_members_do_not_read_it  # noqa: F821 - nobody taps there what they were not shown
