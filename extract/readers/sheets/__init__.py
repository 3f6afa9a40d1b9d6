"""What the readers of spreadsheets share: numbers as they are shown, and sheets as paragraphs and tables."""
