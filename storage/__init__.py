"""Everything kept, on SQLite or PostgreSQL. Rows become domain values here and nowhere else."""
