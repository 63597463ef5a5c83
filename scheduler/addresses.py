"""Where a reminder goes: a channel, or one person."""

from dataclasses import dataclass

from store.tables import Person


@dataclass(frozen=True, slots=True)
class Channel:
    """Posted for everybody in a channel."""

    id: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """A direct message to one person. Whoever has no `slack_user` yet may be found by `email`."""

    person_id: int
    name: str
    slack_user: str | None
    email: str | None

    @classmethod
    def of(cls, person: Person) -> "Addressee":
        """That person."""
        return cls(person.id, person.name, person.slack_user, person.email)
