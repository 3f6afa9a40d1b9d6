"""What people have set down: ``gongpyo.toml`` beside the sources, ``plan.toml`` in a plan's folder."""
