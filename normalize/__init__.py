"""What the printed cells mean: ExtractedPlan -> Plan."""
