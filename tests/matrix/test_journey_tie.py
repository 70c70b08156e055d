"""The ties of the other channels, on Matrix: unchanged but for the channel."""

from tests.journeys.test_tie import *  # noqa: F403

del test_nobody_else_may_accept  # noqa: F821 - a number chooses what is shown there
