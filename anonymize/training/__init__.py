"""Everything that remakes the shipped lexicons and model from open data."""
