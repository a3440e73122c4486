"""For all tests: none of them reaches the network."""

import tests.offline.sitecustomize  # noqa: F401
