"""What an open document is to all its views: the session, its signal, what the user looks at."""
