"""What the files say of themselves to portals and validators."""
