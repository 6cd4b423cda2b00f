"""Addresses of the quiz."""

from django.urls import include, path

from quiz import views

quiz_patterns = [
    path("quiz/start/", views.start, name="start"),
    path("quiz/about/", views.about, name="about"),
    path("quiz/<int:number>/", views.page, name="page"),
    path("quiz/check/", views.check, name="check"),
    path("quiz/settled/", views.settled, name="settled"),
    path("quiz/more/", views.more, name="more"),
    path("quiz/finish/", views.finish_quiz, name="finish"),
    path("quiz/continue/", views.carry_on, name="continue"),
    path("quiz/delete/", views.delete, name="delete"),
    path("quiz/deleted/", views.deleted, name="deleted"),
    path("resume/", views.resume, name="resume"),
    path("resume/<str:code>/", views.resume_link, name="resume_link"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("", include((quiz_patterns, "quiz"))),
]
