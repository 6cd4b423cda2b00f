"""Items (draft), editions (published), sittings and their responses, and what the editors' desk keeps."""

from quiz.models.appeal import Appeal
from quiz.models.edition import Edition
from quiz.models.explanation import Explanation
from quiz.models.grant import GroupGrant
from quiz.models.item import Item
from quiz.models.pack import ContentConflict, ContentPack
from quiz.models.persona import Persona
from quiz.models.publishing import DraftCopy, DraftReview, PlannedEdition
from quiz.models.share import ShareLink
from quiz.models.sitting import Path, Response, Sitting
from quiz.models.translation import Translation
from quiz.models.wording import Wording

__all__ = [
    "Appeal",
    "ContentConflict",
    "ContentPack",
    "DraftCopy",
    "DraftReview",
    "Edition",
    "Explanation",
    "GroupGrant",
    "Item",
    "Path",
    "Persona",
    "PlannedEdition",
    "Response",
    "ShareLink",
    "Sitting",
    "Translation",
    "Wording",
]
