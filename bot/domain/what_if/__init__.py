"""The recorded past under other limits: what would have been (R11)."""
