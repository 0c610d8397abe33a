"""Names in sentences and the entities they mean."""
