"""What a PDF file of a report is made of: its content as plain data, fonts, and a process that sets it."""
