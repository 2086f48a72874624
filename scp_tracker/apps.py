from django.contrib.admin.apps import AdminConfig


class TrackerAdminConfig(AdminConfig):
    default_site = "scp_tracker.admin_site.TrackerAdminSite"
