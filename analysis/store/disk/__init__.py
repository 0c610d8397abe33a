"""What lies on the disk: the folder of a store and its sealed files."""
