from django.contrib import admin
from django.urls import include, path, register_converter

from priorities.converters import YearConverter
from reports.public.lists import robots
from scp_tracker import views
from scp_tracker.home.views import home, seen

register_converter(YearConverter, "year")

handler400 = "scp_tracker.error_pages.bad_request"
handler500 = "scp_tracker.error_pages.server_error"
urlpatterns = [
    path("", home, name="home"),
    path("seen/", seen, name="seen"),
    path("robots.txt", robots, name="robots"),
    path("healthz", views.healthz, name="healthz"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("cookies/", views.cookies, name="cookies"),
    path("accounts/", include("scp_tracker.accounts.urls")),
    path("admin/", admin.site.urls),
    path("kept/", include("scp_tracker.kept.urls")),
    path("papers/", include("reports.public.urls")),
    path("", include("priorities.urls")),
    path("", include("initiatives.urls")),
    path("<year:start_year>/workbook/", include("initiatives.workbook.urls")),
    path("", include("initiatives.returns.urls")),
    path("", include("initiatives.moving_in.urls")),
    path("", include("reports.urls")),
]
