"""How many examples Hypothesis draws: 200 each, or 20,000 with `--hypothesis-profile=long`."""

from hypothesis import settings

settings.register_profile("quick", max_examples=200, deadline=None)
settings.register_profile("long", max_examples=20_000, deadline=None)
settings.load_profile("quick")
