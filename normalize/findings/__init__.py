"""What a finding is: its rule, its sentence, its severity."""
