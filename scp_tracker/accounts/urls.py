from django.urls import path

from scp_tracker.accounts import views

app_name = "accounts"
urlpatterns = [
    path("login/", views.SignIn.as_view(), name="login"),
    path("logout/", views.SignOut.as_view(), name="logout"),
    path("session/", views.session, name="session"),
    path("password/", views.PasswordChange.as_view(), name="password_change"),
    path("forgotten-password/", views.password_forgotten, name="password_forgotten"),
    path("forgotten-password/sent/", views.password_forgotten_sent, name="password_forgotten_sent"),
    path("set-password/<uidb64>/<token>/", views.PasswordSet.as_view(), name="password_set"),
]
