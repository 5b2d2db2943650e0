"""The tables extraction reads once, at import; where they come from stands in SOURCES.md."""
