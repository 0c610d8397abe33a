"""The registry of who and where, and the countries and cities of the world."""
