"""A plan kept in Word or a spreadsheet, moved in step by step: each step proposes, a person decides."""
