"""Everything that speaks SQL: one file per noun, each function named for what it does and given its connection."""
