"""What leaves the workbench: JSON, the long table, the review workbook. Written whole or not at all."""
