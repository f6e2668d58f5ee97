"""What ``benchmarks.page_topics`` compares: coarse classes, sensitive pages, host names and other readers."""
