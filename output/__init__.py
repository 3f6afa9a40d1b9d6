"""The files that others can load: Plan -> plan.json, CSV, schemas."""
