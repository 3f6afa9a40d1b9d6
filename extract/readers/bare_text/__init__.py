"""The bare text of a document, without tables, places or checks: for a first look that costs little."""
