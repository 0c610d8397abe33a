"""What others say without a verb of speech of their own: hearsay, accusations, feelings, tolls."""
