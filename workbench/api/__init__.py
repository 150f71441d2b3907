"""The Python API: a project read from files as an immutable book, which gives frames and takes changes."""
