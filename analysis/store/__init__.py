"""What is kept between two runs, and how it is known to be still right."""
