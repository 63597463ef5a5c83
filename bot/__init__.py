"""The people-facing edge: the Slack app, the command line, and what puts the house together."""
