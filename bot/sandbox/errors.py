"""What can go wrong in the sandbox."""


class SandboxError(Exception):
    """The local Slack server could not be had, started or used; the text is a sentence for people."""
