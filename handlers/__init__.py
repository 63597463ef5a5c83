"""What the bot does: one function per Request, behind one door (`handlers.door.handle`). Knows nothing of Slack."""
