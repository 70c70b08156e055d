"""Quiet hours, on Matrix: unchanged but for the channel."""

from tests.journeys.test_quiet_hours import *  # noqa: F403
