"""What a name of the registry means where it stands."""
