"""The registry of actors, offices and places: data beside the code that reads it."""
