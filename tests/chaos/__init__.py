"""`make chaos`: reminders while processes are killed at every step and at random, and while Slack fails in every way.

Each reminder must stand in the local Slack server exactly once in the end.
"""
