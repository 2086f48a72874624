from django.urls import path

from initiatives.workbook import views
from initiatives.workbook.downloading import download

app_name = "workbook"
urlpatterns = [
    path("", views.workbook, name="workbook"),
    path("outcomes.xlsx", download, name="download"),
    path("<int:pk>/", views.returned, name="returned"),
]
