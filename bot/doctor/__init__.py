"""What would fail later, found now: the checks, and where they get their facts."""
