"""Editions: read, downloaded, never edited; a new one is made on the page of the draft."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from quiz.admin.again import again_page, copies_page, reset_page, restore_page
from quiz.admin.publish import draft_page
from quiz.admin.review import cancel_planned, review_draft
from quiz.admin.role_findings import findings_of_role
from quiz.admin.short_way import short_way_page
from quiz.admin.walk import walk_page, walk_to_item
from quiz.editions.store import content_of
from quiz.models import Edition

DIGEST_SHOWN = 12  # Characters; enough to tell editions apart by eye.


@admin.register(Edition)
class EditionAdmin(admin.ModelAdmin):
    list_display = ["number_and_date", "note", "published_by", "short_digest", "download"]
    list_select_related = ["published_by"]
    search_fields = ["note", "digest"]
    ordering = ["-number"]
    fieldsets = [
        (None, {"fields": ["number", "note", "published", "published_by"]}),
        ("What it holds", {"fields": ["holds", "digest", "download"]}),
    ]
    readonly_fields = ["number", "note", "published", "published_by", "holds", "digest", "download"]
    change_list_template = "admin/quiz/edition/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        view, site = self.admin_site.admin_view, self.admin_site
        own = [
            path("draft/", view(self.draft_view), name="quiz_edition_draft"),
            path("draft/review/", view(review_draft), name="quiz_edition_draft_review"),
            path("draft/planned/<int:pk>/cancel/", view(cancel_planned), name="quiz_edition_cancel"),
            path("draft/copies/", view(partial(copies_page, site=site)), name="quiz_edition_draft_copies"),
            path(
                "draft/copies/<int:pk>/",
                view(partial(restore_page, site=site)),
                name="quiz_edition_draft_restore",
            ),
            path(
                "draft/role/<int:pk>/",
                view(partial(findings_of_role, site=site)),
                name="quiz_edition_role_findings",
            ),
            path(
                "draft/short-way/",
                view(partial(short_way_page, site=site)),
                name="quiz_edition_draft_short_way",
            ),
            path("walk/<str:which>/<int:number>/", view(walk_page), name="quiz_preview"),
            path("walk/<str:which>/<slug:slug>/", view(walk_to_item), name="quiz_preview_item"),
            path("<int:number>/again/", view(partial(again_page, site=site)), name="quiz_edition_again"),
            path("<int:number>/reset/", view(partial(reset_page, site=site)), name="quiz_edition_reset"),
            path("<int:number>/document.json", view(self.document_view), name="quiz_edition_document"),
        ]
        return own + super().get_urls()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        # The document is megabytes of JSON that no list shows.
        return super().get_queryset(request).defer("document").select_related("published_by")

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An edition is added by publishing the draft."""
        return HttpResponseRedirect(reverse("admin:quiz_edition_draft"))

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """The newest edition isn't offered for publishing again: readers see it already."""
        newest = Edition.objects.order_by("-number").values_list("pk", flat=True).first()
        told = {"is_newest": str(newest) == object_id}
        return super().change_view(request, object_id, extra_context=told)

    def draft_view(self, request: HttpRequest) -> HttpResponse:
        return draft_page(
            request,
            self.admin_site,
            may_view=self.has_view_permission(request),
            may_publish=self.has_add_permission(request),
        )

    def document_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """The edition as it is stored, to keep or to compare."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        document = Edition.objects.filter(number=number).values_list("document", flat=True).first()
        if document is None:
            raise Http404
        headers = {"Content-Disposition": f'attachment; filename="rolewise-edition-{number}.json"'}
        return HttpResponse(document, content_type="application/json", headers=headers)

    @admin.display(description="edition", ordering="number")
    def number_and_date(self, edition: Edition) -> str:
        return f"Edition {edition.number}, {edition.published_at:%d %B %Y}"

    @admin.display(description="published at")
    def published(self, edition: Edition) -> str:
        """By the 24-hour clock, as all over the desk."""
        return date_format(localtime(edition.published_at), "j F Y, H:i")

    @admin.display(description="digest")
    def short_digest(self, edition: Edition) -> str:
        return edition.digest[:DIGEST_SHOWN]

    @admin.display(description="document")
    def download(self, edition: Edition) -> SafeString:
        address = reverse("admin:quiz_edition_document", args=[edition.number])
        return format_html('<a href="{}" download>Download as JSON</a>', address)

    @admin.display(description="contents")
    def holds(self, edition: Edition) -> str:
        content = content_of(edition)
        scored = len(content.scored_roles)
        return (
            f"{scored} roles in the verdict, {len(content.roles) - scored} on paths only, "
            f"{len(content.items)} questions, {len(content.dimensions)} dimensions, "
            f"{len(content.skills)} skills, {len(content.figures)} figures, {len(content.steps)} steps, "
            f"{len(content.sources)} sources"
        )
