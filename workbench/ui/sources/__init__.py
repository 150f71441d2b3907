"""Where the figures come from: files, sheets and what each cell was read as."""
