"""Parts of ``benchmarks.service_load``: a made-up history, programs to measure, and how long they take."""
