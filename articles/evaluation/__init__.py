"""Measuring extraction against annotated text: precision, recall, and what went wrong."""
