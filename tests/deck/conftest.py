"""Settings for the property tests of the deck."""

from hypothesis import settings

# How long one example takes depends on the machine; what must be fast is measured in CPU time.
settings.register_profile("deck", deadline=None)
settings.load_profile("deck")
