from django.urls import path

from reports import views
from reports.checks import views as checks
from reports.office import views as office

app_name = "reports"
_ISSUES = "<year:start_year>/reports/<slug:slug>/issues/<int:issue_number>"
urlpatterns = [
    path("reports/", views.catalogue, name="catalogue"),
    path("<year:start_year>/reports/", views.year, name="year"),
    path("<year:start_year>/reports/<slug:slug>/", views.report, name="report"),
    path("<year:start_year>/reports/<slug:slug>.<slug:extension>", views.download, name="download"),
    path("<year:start_year>/reports/<slug:slug>/issue/", office.issue, name="issue"),
    path(f"{_ISSUES}/", office.issued, name="issued"),
    path(f"{_ISSUES}.<slug:extension>", office.issued_file, name="issued_file"),
    path(f"{_ISSUES}/withdraw/", office.withdraw_issue, name="withdraw_issue"),
    path("<year:start_year>/reports/<slug:slug>/checks/", checks.checks, name="checks"),
    path(
        "<year:start_year>/reports/<slug:slug>/checks/<slug:rule>/accept/",
        checks.accept_warnings,
        name="accept_warnings",
    ),
    path(
        "<year:start_year>/reports/<slug:slug>/checks/<slug:rule>/take-back/",
        checks.take_back_warnings,
        name="take_back_warnings",
    ),
]
