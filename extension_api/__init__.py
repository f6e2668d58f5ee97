"""The local service: the only place with HTTP and SQL. It listens on this machine alone.

Start reading at ``app.create_app``. Nothing is imported here, so that the ``whyad`` command answers at once.
"""
