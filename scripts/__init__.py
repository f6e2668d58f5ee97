"""Programs for those who work on Whyad."""
