"""The admin site as editors see it."""

from django.contrib.admin import AdminSite


class EditorsDesk(AdminSite):
    site_header = "Rolewise editor's desk"
    site_title = "Rolewise"
    index_title = "Drafts, editions and what they rest on"
    site_url = "/"
