"""The main window: menus, files, the start page and the layout of an open document."""
