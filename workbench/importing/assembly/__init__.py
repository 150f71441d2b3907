"""From the tables of all sheets to statements: merged, added up, proven."""
