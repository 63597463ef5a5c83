"""Telling the channels of groups about a change of their meetings, wherever it was made."""

from handlers.desk import Desk


def tell_channels(desk: Desk) -> str:
    """Have them told of what this request has changed so far; who is told, and who cannot be, in a sentence."""
    desk.books.session.flush()
    change_id = desk.books.recorder.change_id
    if change_id is None:
        return ""
    groups = desk.books.announcements.put(desk.books.past.change(change_id))
    told = [group.short_name for group in groups if group.channel]
    silent = [group.short_name for group in groups if not group.channel]
    sentences = [f"The {name} channel is told." for name in told]
    sentences += [
        f"{name} has no channel, so nobody is told; `/meetings group {name} #channel` gives it one."
        for name in silent
    ]
    return " ".join(sentences)
