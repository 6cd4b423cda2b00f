"""The form that takes a save file."""

from crispy_forms.layout import Layout
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quiz.answers_file import parse_answers
from quiz.forms import helper_for
from quiz.submission import BadSubmission
from quiz.upload import LARGEST_PDF, read_upload
from reports.restoring import SaveFile, read_save_file

MOST_PROBLEMS = 10  # Further ones tell nothing new.


class SaveFileForm(forms.Form):
    """A PDF or JSON to read, or with ``kept`` the text of one that was read before."""

    file = forms.FileField(
        label=_("Your PDF or JSON"),
        help_text=_("The report that you downloaded, or the file of your answers. At most 5 MB."),
        error_messages={
            "required": _("Choose the PDF or the JSON that you downloaded"),
            "empty": _("This file is empty. Choose the PDF or the JSON that you downloaded"),
        },
        widget=forms.FileInput(attrs={"class": "input", "accept": ".pdf,.json"}),
    )

    use_required_attribute = False

    def __init__(self, request: HttpRequest | None = None) -> None:
        posted = request is not None and request.method == "POST"
        super().__init__(
            data=request.POST if request and posted else None,
            files=request.FILES if request and posted else None,
        )
        self.helper = helper_for(Layout("file"), button=gettext("Read this file"))
        self.helper.attrs["enctype"] = "multipart/form-data"

    def clean_file(self) -> SaveFile:
        """What the file holds; every reason against it becomes a message of its own."""
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        if (upload.size or 0) > LARGEST_PDF:
            raise forms.ValidationError(_("This file is larger than 5 MB, and no save file is"))
        try:
            return read_save_file(read_upload(upload.read()), timezone.now())
        except BadSubmission as error:
            raise forms.ValidationError(list(error.problems[:MOST_PROBLEMS])) from error


def kept_file(request: HttpRequest) -> SaveFile:
    """The save file that a page carried along, read as strictly as the file was. Raises BadSubmission."""
    return read_save_file(parse_answers(request.POST.get("kept", "").encode()), timezone.now())
