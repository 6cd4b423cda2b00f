"""Promotions lead up and never round, whoever brings them: a release or a table."""

from collections.abc import Iterator, Mapping

import networkx

from quiz.packs.names import Name, Row
from roles.profile import StepKind


def promotions_in_circles(rows: Mapping[Name, Row]) -> Iterator[tuple[Name, str]]:
    """Each promotion that leads round in a circle, with the roles of that circle."""
    promotions = {
        (name.key[0], name.key[1]): name
        for name, row in rows.items()
        if name.model == "roles.step" and row["kind"] == StepKind.PROMOTION
    }
    graph = networkx.DiGraph(list(promotions))
    for circle in (group for group in networkx.strongly_connected_components(graph) if len(group) > 1):
        for (start, end), name in promotions.items():
            if start in circle and end in circle:
                yield name, ", ".join(sorted(circle))
