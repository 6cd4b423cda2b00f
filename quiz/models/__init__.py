"""Items (draft), editions (published), sittings and their responses."""

from quiz.models.edition import Edition
from quiz.models.item import Item
from quiz.models.pack import ContentPack
from quiz.models.sitting import Path, Response, Sitting

__all__ = ["ContentPack", "Edition", "Item", "Path", "Response", "Sitting"]
