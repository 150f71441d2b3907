"""The published appendix: one page model, composed from a project, and the files that are written from it."""
