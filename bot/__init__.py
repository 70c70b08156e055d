"""entraide: blocked situations find the right colleague, and nothing identifying leaves."""
