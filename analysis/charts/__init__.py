"""Pictures of tables, the look they share, and the words that say the same."""
