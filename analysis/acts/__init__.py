"""Acts of violence, who did them to whom, and which labels stand beside names."""
