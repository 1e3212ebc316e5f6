"""The worksheets, and the code of their domains."""
