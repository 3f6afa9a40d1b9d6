"""Tables whose heading is in doubt: gaps, parts that begin anew, codes out of order, titles of others."""
