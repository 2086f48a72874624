"""What a Word file of a report is made of: a blank document with its styles, and what fills it."""
