from django.urls import path

from reports.public import lists, views

app_name = "papers"
urlpatterns = [
    path("", views.papers, name="papers"),
    path("papers.json", lists.as_json, name="json"),
    path("papers.csv", lists.as_csv, name="csv"),
    path("sitemap.xml", lists.sitemap, name="sitemap"),
    path("<year:start_year>/", views.year, name="year"),
    path("<year:start_year>/<slug:slug>/", views.paper, name="paper"),
    path("<year:start_year>/<slug:slug>/<int:issue_number>/", views.issue, name="issue"),
    path(
        "<year:start_year>/<slug:slug>/<int:issue_number>/changes/", views.changes, name="changes"
    ),
    path(
        "<year:start_year>/<slug:slug>/<int:issue_number>.<slug:extension>",
        views.download,
        name="download",
    ),
]
