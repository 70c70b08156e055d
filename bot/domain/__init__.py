"""Pure values and rules. Imports the standard library alone; time and chance are arguments."""
