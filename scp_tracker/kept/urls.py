from django.urls import path

from scp_tracker.kept import views

app_name = "kept"
urlpatterns = [path("", views.offer, name="offer")]
