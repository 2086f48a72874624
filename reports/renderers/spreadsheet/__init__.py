"""What an Excel file of a report is made of: sheets, how text fills them, and where pages end."""
