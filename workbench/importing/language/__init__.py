"""What the words on a sheet mean: of statements, units, periods, lines and differences. Knows no cells."""
