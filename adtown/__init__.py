"""A working miniature of the ad market, for the demo and the tests; the product never imports it."""
