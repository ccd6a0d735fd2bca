"""The signs of a review, for its panel."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from procurement.review.signs import queries
from procurement.review.views.rooms import Room, member_page


@member_page
def sign_list(request: HttpRequest, room: Room) -> HttpResponse:
    """What responses share that strangers seldom share; the panel looks and decides."""
    if not queries.is_open(room.session):
        return redirect("review:room", pk=room.session.pk)
    context = room.context("examine", signs=queries.signs_in(room.session))
    return render(request, "procurement/review/signs/sign_list.html", context)
