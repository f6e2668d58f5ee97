"""The whole road with real parts: browsers, service, town."""
