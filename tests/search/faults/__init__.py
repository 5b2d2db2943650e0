"""Breaks the engine's writer at every step that touches the disk, and looks at what is left."""
