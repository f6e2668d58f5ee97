"""What one visit says about a person."""
