"""Why a line is understood as it is: the ways in which it was taken, in their order, as `understand` takes them."""

from collections.abc import Iterator

from bot.language.context import Context
from bot.language.freely import weighed
from bot.language.understanding import steps


def explained(line: str, context: Context) -> Iterator[str]:
    """Each way with what came of it, and what was weighed for free words; the last that came to something is taken."""
    for step in steps(line, context):
        yield f"{step.how}: {repr(step.request) if step.request else 'nothing'}"
        if step.weighed:
            yield from (f"  {why}" for why in weighed(step.weighed, context))
