"""The meaning of words on a sheet: statements, units, periods, lines and differences. Independent of cells."""
