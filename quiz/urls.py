"""Addresses of the quiz."""

from django.urls import include, path

from quiz.views import ending, opening, questions

quiz_patterns = [
    path("quiz/<int:number>/", questions.page, name="page"),  # First: no address is asked for as often.
    path("quiz/start/", opening.start, name="start"),
    path("quiz/about/", questions.about, name="about"),
    path("quiz/check/", ending.check, name="check"),
    path("quiz/settled/", questions.settled, name="settled"),
    path("quiz/more/", questions.more, name="more"),
    path("quiz/finish/", ending.finish_quiz, name="finish"),
    path("quiz/continue/", opening.carry_on, name="continue"),
    path("quiz/delete/", ending.delete, name="delete"),
    path("quiz/deleted/", ending.deleted, name="deleted"),
    path("resume/", opening.resume, name="resume"),
    path("resume/<str:code>/", opening.resume_link, name="resume_link"),
]

urlpatterns = [
    path("", include((quiz_patterns, "quiz"))),
    path("", opening.home, name="home"),
    path("privacy/", opening.privacy, name="privacy"),
]
