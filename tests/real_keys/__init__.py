"""The window as a user has it: on a display with a window manager, worked with real keys and a real mouse."""
