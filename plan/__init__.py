"""What all rooms share: the records that cross a stage boundary, and how Korean print is written."""
