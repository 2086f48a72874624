from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("reports/", views.catalogue, name="catalogue"),
    path("<year:start_year>/reports/", views.year, name="year"),
    path("<year:start_year>/reports/<slug:slug>/", views.report, name="report"),
    path("<year:start_year>/reports/<slug:slug>.<slug:extension>", views.download, name="download"),
]
