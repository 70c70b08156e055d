"""Every sentence a person reads, in Fluent, one folder a language."""
