"""One printed cell -> amount, unit, status."""
