"""Parts of a page that are the same for everybody are rendered once in a process, not with each request.

    {% kept number=edition.number %}<p>Edition {{ number }}</p>{% endkept %}

Inside, a template sees what is named in the tag and nothing else: no request, no token, no sitting. So a
kept part can't hold anything personal unless the tag names it, and is kept by exactly what it is made of:
the place in the template, those values and the language.
"""

from itertools import count

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.urls import get_script_prefix
from django.utils.safestring import SafeString

from quiz.keeping import Kept
from roles.language import get_language

register = template.Library()

parts: Kept[SafeString] = Kept(4_096)
places = count()


class KeptNode(template.Node):
    """Renders its nodes in a context of their own, once for each set of values."""

    def __init__(self, nodelist: NodeList, named: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.named = named
        self.place = next(places)  # A template that is parsed again is another one.

    def render(self, context: template.Context) -> SafeString:
        values = {name: value.resolve(context) for name, value in self.named.items()}
        if settings.DEBUG:  # Templates change under a running server then.
            return self.nodelist.render(context.new(values))
        files = settings.STORAGES["staticfiles"]["BACKEND"]
        key = (self.place, get_language(), get_script_prefix(), files, *values.values())
        return parts.get(key, lambda: self.nodelist.render(context.new(values)))


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """The tag; takes names and values as ``with`` does."""
    named = token_kwargs(token.split_contents()[1:], parser)
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, named)
