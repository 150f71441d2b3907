"""The entry editor: journal entries of a difference, written, pasted and posted."""
