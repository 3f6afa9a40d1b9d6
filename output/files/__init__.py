"""The files of a plan, written whole in memory."""
