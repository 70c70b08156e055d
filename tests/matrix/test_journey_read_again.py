"""What refusals teach, on Matrix: unchanged but for the channel."""

from tests.journeys.test_read_again import *  # noqa: F403
