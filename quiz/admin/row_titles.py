"""What an editor calls a row of the draft, of which a table or a conflict knows only the key. Pure."""

from quiz.editions.naming import Names, language_name, words
from quiz.packs.names import Name

OF_ROLES = {  # What belongs to a role, with the kind of thing that it is about.
    "roles.preference": "dimension",
    "roles.demand": "skill",
    "roles.roletechnology": "technology",
    "roles.rolecompany": "company",
    "roles.occupationmatch": "occupation",
}


def row_title(names: Names, row: Name) -> str:
    """A row by name: "Backend Engineer: Product sense"; by its key, if nobody knows it yet."""
    match row.model, row.key:
        case "quiz.translation", (language, *place):
            return f"{names.text('/'.join(place))}, {language_name(language)}"
        case "roles.step", (start, end):
            return f"{names.of('role', start)} to {names.of('role', end)}"
        case "roles.statement", (role, kind, key):
            said = names.of("statement", f"{role}/{kind}/{key}")
            return f"{names.of('role', role)}: {words(kind)} “{said.rpartition('/')[2]}”"
        case model, (role, about) if model in OF_ROLES:
            return f"{names.of('role', role)}: {names.of(OF_ROLES[model], about)}"
        case model, key:
            return names.of(model.partition(".")[2], "/".join(key))


def owner_of(row: Name) -> str:
    """The slug of the role on whose page a row is edited, "" if it has a page of its own."""
    return row.key[0] if row.model in OF_ROLES or row.model == "roles.statement" else ""
