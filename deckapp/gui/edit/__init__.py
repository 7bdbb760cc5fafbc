"""The Edit screen."""
