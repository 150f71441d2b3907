"""The actions, a list for each menu."""
