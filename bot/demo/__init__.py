"""The demo: a fictional network whose colleagues are played. Nothing else in it is simulated."""
