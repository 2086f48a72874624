from django.urls import path

from initiatives import views

app_name = "initiatives"
_UPDATE = "<year:start_year>/initiatives/<int:number>/updates/<int:update>/"
urlpatterns = [
    path("my-actions/", views.my_actions, name="my_actions"),
    path("timing/", views.timing, name="timing"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:pk>/", views.message, name="message"),
    path("<year:start_year>/", views.plan, name="plan"),
    path("<year:start_year>/changes/", views.changes, name="changes"),
    path("<year:start_year>/calendar/", views.calendar, name="calendar"),
    path("<year:start_year>/together/", views.together, name="together"),
    path("<year:start_year>/initiatives/add/", views.add, name="add"),
    path("<year:start_year>/initiatives/<int:number>/", views.initiative, name="initiative"),
    path("<year:start_year>/initiatives/<int:number>/update/", views.update, name="update"),
    path("<year:start_year>/initiatives/<int:number>/edit/", views.edit, name="edit"),
    path("<year:start_year>/initiatives/<int:number>/remove/", views.remove, name="remove"),
    path("<year:start_year>/initiatives/<int:number>/put-back/", views.put_back, name="put_back"),
    path(f"{_UPDATE}restore/", views.restore, name="restore"),
    path(f"{_UPDATE}redact/", views.redact, name="redact"),
]
