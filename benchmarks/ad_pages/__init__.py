"""The corpus of labelled pages, and what finds ads on it in a real browser: the extension and its peers."""
