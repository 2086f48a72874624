"""What anybody may read: the papers that were issued, as they were issued."""
