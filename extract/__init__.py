"""What is printed in a plan document, and where: Path -> ExtractedPlan."""
