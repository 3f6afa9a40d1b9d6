"""Year tables printed as PDF and changed one by one, judged by what a picture of the page shows."""
