"""A batch whose shards are read elsewhere: dealt out, taken in again, and blamed as one run over them would."""
