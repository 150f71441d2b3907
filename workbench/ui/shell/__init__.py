"""The window around everything: menus, files, the start page, the arrangement of an open document."""
