"""One edition's content as a frozen value: all that the quiz, the verdict and the pages read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quiz.items import Item
from quiz.scoring.constants import Constants
from roles.brand import Brand
from roles.profile import Dimension, Figure, Occupation, RoleProfile, Skill, Source, Step


@dataclass(frozen=True, slots=True)
class Translated:
    """The texts of an edition in one language, by name; ``stale`` ones were made from another wording."""

    texts: Mapping[str, str]
    stale: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionContent:
    """A published (or draft) set of roles, items, skills, figures and scoring constants.

    Mappings are keyed by slug and keep the editors' order; translations by language.
    """

    constants: Constants
    sources: Mapping[str, Source]
    dimensions: Mapping[str, Dimension]
    skills: Mapping[str, Skill]
    roles: Mapping[str, RoleProfile]
    items: Mapping[str, Item]
    occupations: Mapping[str, Occupation]
    figures: tuple[Figure, ...]
    steps: tuple[Step, ...]
    places: Mapping[str, str]
    translations: Mapping[str, Translated] = field(default_factory=dict)
    wordings: Mapping[str, str] = field(default_factory=dict)  # Sentences in the editors' own words.
    brand: Brand | None = None  # Whose look it was published with; None for our own.

    @property
    def scored_roles(self) -> tuple[RoleProfile, ...]:
        """The roles that the verdict ranks; the others stand on progression paths only."""
        return tuple([role for role in self.roles.values() if role.is_scored])
