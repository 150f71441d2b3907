"""The help: its pages, how they are found and shown, and what the program is made of."""
