"""The grid of a statement: a table that paints itself fast, with a caption column that stays, and Excel's habits."""
