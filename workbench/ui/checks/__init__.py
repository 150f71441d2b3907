"""The checks: run beside the user's work, and what they found."""
