"""What is due and when, and the outbox that sees to it that each reminder is posted once."""
