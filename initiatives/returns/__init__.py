"""Returns: asking the lead agencies what happened, and taking in what they answer."""
