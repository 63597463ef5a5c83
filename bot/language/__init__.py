"""Words become Requests: one understanding for slash commands, mentions, messages, replies and the terminal."""
