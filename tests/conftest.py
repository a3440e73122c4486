"""For all tests: none of them reaches the network, and none depends on chance or on how busy the machine is."""

from hypothesis import settings

import tests.offline.sitecustomize  # noqa: F401

settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")
