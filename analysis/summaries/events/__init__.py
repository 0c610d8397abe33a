"""What changed with an event: before and after a day, other days as a reference, and days that are found."""
