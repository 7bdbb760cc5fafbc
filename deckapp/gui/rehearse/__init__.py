"""The Rehearse screen."""
