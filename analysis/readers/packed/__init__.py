"""Files that hold files or records in a packing of their own: ZIP, Excel, XML, and the limits of unpacking."""
