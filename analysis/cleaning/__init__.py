"""Texts cleaned by named steps, and an account of what each step changed."""
