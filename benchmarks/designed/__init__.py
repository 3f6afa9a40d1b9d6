"""Tables as designers and clerks print them, with known truth: cut in parts, without rules, filled, striped."""
