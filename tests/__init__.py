"""Everything that is promised, as tests; folders mirror the code."""
