from django.urls import path

from initiatives.moving_in import views

app_name = "moving_in"
urlpatterns = [
    path("move-in/", views.start, name="start"),
    path("move-in/<int:pk>/tables/", views.tables, name="tables"),
    path("move-in/<int:pk>/columns/", views.columns, name="columns"),
    path("move-in/<int:pk>/values/", views.values, name="values"),
    path("move-in/<int:pk>/rows/", views.rows, name="rows"),
    path("move-in/<int:pk>/rows/<str:row>/", views.row, name="row"),
    path("move-in/<int:pk>/priorities/", views.priorities, name="priorities"),
    path("move-in/<int:pk>/heading/", views.heading, name="heading"),
    path("move-in/<int:pk>/approve/", views.approve, name="approve"),
    path("move-in/<int:pk>/leave/", views.leave, name="leave"),
]
