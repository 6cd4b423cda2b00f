"""Names that mean one technology: Node, Node.js and NodeJS. Pure."""

import re
from collections.abc import Iterable

# Names that no rule of spelling brings together, by their plain spelling.
SAME = {
    "golang": "go",
    "k8s": "kubernetes",
    "postgres": "postgresql",
    "psql": "postgresql",
    "mongo": "mongodb",
    "typescriptlanguage": "typescript",
    "ecmascript": "javascript",
    "dotnet": "net",
    "amazonwebservices": "aws",
    "googlecloudplatform": "googlecloud",
    "gcp": "googlecloud",
    "microsoftazure": "azure",
    "rubyonrails": "rails",
    "sklearn": "scikitlearn",
    "gha": "githubactions",
    "mssqlserver": "sqlserver",
    "microsoftsqlserver": "sqlserver",
    "elastic": "elasticsearch",
    "apachekafka": "kafka",
    "apachespark": "spark",
    "apacheairflow": "airflow",
}
SCRIPT = re.compile(r"(?<=.)[.\s-]?js$", re.IGNORECASE)


def alike(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Groups of two and more names that mean the same, each in alphabetical order."""
    groups: dict[str, list[str]] = {}
    for name in sorted(set(names)):
        groups.setdefault(meaning(name), []).append(name)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def split_names(written: str) -> list[str]:
    """Names separated by commas, each once and without the space around it."""
    return list(dict.fromkeys(name for part in written.split(",") if (name := " ".join(part.split()))))


def joined_names(names: Iterable[str], longest: int) -> str:
    """The names separated by commas, as many of the first as fit into so many characters."""
    kept: list[str] = []
    for name in dict.fromkeys(names):
        if len(", ".join([*kept, name])) <= longest:
            kept.append(name)
    return ", ".join(kept)


def meaning(name: str) -> str:
    """The name without case, spaces, punctuation and a ".js" at its end; known aliases as one.

    "C", "C++" and "C#" stay three: their signs are what tells them apart.
    """
    plain = re.sub(r"[^\w+#]", "", SCRIPT.sub("", name.strip()).casefold())
    return SAME.get(plain, plain)
