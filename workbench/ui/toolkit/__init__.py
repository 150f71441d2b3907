"""What every room uses and that knows no accounting: jobs, tables, colours, numbers, messages."""
