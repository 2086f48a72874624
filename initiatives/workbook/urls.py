from django.urls import path

from initiatives.workbook import views

app_name = "workbook"
urlpatterns = [
    path("", views.workbook, name="workbook"),
    path("outcomes.xlsx", views.download, name="download"),
    path("<int:pk>/", views.returned, name="returned"),
]
