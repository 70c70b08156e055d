"""Random schedules of workers whose clocks are apart: `python -m benchmarks.limits_under_fire`."""
