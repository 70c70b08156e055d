"""entraide: blocked situations find the right colleague, and nothing identifying leaves."""

__version__ = "0.1.0"
