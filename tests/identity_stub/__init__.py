"""A small identity provider on this machine, for the tests of signing in."""
