"""The checks of the audit, one file a subject."""
