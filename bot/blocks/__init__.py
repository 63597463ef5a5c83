"""A Reply becomes Block Kit or plain text, by pure functions; a message's `text` always says all of it."""
