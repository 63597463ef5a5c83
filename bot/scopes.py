"""What the bot asks of a workspace; the manifest asks for the same (tests/test_manifest.py, docs/security.md)."""

SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "im:history",
        "im:write",
        "mpim:history",
        "users:read",
        "users:read.email",
    }
)
"""Without any of these something does not work."""

ALL_SCOPES = SCOPES | {"assistant:write", "reactions:read"}
"""With those without which all goes on, with a little less."""
