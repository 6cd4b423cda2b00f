"""Draft rows: what editors work on. Published content lives in editions (see ``quiz``)."""

from roles.models.change import Change
from roles.models.company import Company, RoleCompany
from roles.models.measure import Dimension, Skill
from roles.models.organisation import Organisation
from roles.models.path import Step
from roles.models.pay import Figure, Occupation, OccupationMatch, Place
from roles.models.role import Role, Statement
from roles.models.source import Source
from roles.models.target import Demand, Preference
from roles.models.technology import RoleTechnology, Technology

__all__ = [
    "Change",
    "Company",
    "Demand",
    "Dimension",
    "Figure",
    "Occupation",
    "OccupationMatch",
    "Organisation",
    "Place",
    "Preference",
    "Role",
    "RoleCompany",
    "RoleTechnology",
    "Skill",
    "Source",
    "Statement",
    "Step",
    "Technology",
]
