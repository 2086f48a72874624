from django.urls import path

from initiatives.returns import views

app_name = "returns"
urlpatterns = [
    path("returns/", views.returns, name="returns"),
    path("returns/open/", views.opening, name="opening"),
    path("returns/<int:pk>/", views.board, name="board"),
    path("returns/<int:pk>/remind/", views.remind_leads, name="remind_leads"),
    path("returns/<int:pk>/close/", views.close, name="close"),
    path("returns/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("returns/<int:pk>/<int:part_pk>/", views.part, name="part"),
    path("returns/<int:pk>/<int:part_pk>/send-back/", views.send_back, name="send_back"),
    path("returns/<int:pk>/<int:part_pk>/<int:number>/", views.accept, name="accept"),
]
