"""Pytest plugin of ``make fuzz``: a Hypothesis profile with as many examples as FUZZ_EXAMPLES says."""

import os

from hypothesis import settings

settings.register_profile("fuzz", max_examples=int(os.environ.get("FUZZ_EXAMPLES", "2000")), deadline=None)
