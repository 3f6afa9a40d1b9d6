"""Tables that no rules, or rules across only, draw: their years fix the columns, what stands below them the rows."""
