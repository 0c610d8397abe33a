"""What is kept between two runs, and how it is known to be up to date."""
