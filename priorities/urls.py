from django.urls import path

from priorities import views

app_name = "priorities"
urlpatterns = [path("<year:start_year>/priorities/", views.priorities, name="priorities")]
