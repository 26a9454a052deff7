"""What an editor's clock says, as the moment that is kept: winter, summer, and both nights between,
in zones that change at other hours, by half an hour, or not at all."""

from datetime import datetime

import pytest
from django import forms
from django.utils.timezone import get_default_timezone

from articles.desk.fields import PublishingMomentField

GAP, FOLD = "gap", "fold"
CASES = [
    # zone, typed, which of two, what is kept in UTC or why it is refused
    ("Europe/Zurich", "2027-01-15T12:00", "", "2027-01-15T11:00"),
    ("Europe/Zurich", "2027-07-15T12:00", "", "2027-07-15T10:00"),
    ("Europe/Zurich", "2027-03-28T01:59", "", "2027-03-28T00:59"),
    ("Europe/Zurich", "2027-03-28T02:00", "", GAP),
    ("Europe/Zurich", "2027-03-28T02:59", "", GAP),
    ("Europe/Zurich", "2027-03-28T03:00", "", "2027-03-28T01:00"),
    ("Europe/Zurich", "2027-10-31T01:59", "", "2027-10-30T23:59"),
    ("Europe/Zurich", "2027-10-31T02:00", "", FOLD),
    ("Europe/Zurich", "2027-10-31T02:59", "0", "2027-10-31T00:59"),
    ("Europe/Zurich", "2027-10-31T02:59", "1", "2027-10-31T01:59"),
    ("Europe/Zurich", "2027-10-31T03:00", "1", "2027-10-31T02:00"),
    ("Europe/London", "2027-03-28T01:30", "", GAP),
    ("America/New_York", "2027-03-14T02:30", "", GAP),
    ("America/New_York", "2027-11-07T01:30", "1", "2027-11-07T06:30"),
    ("Australia/Lord_Howe", "2027-10-03T02:15", "", GAP),
    ("Australia/Lord_Howe", "2027-04-04T01:45", "0", "2027-04-03T14:45"),
    ("Asia/Kolkata", "2027-03-28T02:30", "", "2027-03-27T21:00"),
    ("UTC", "2027-03-28T02:30", "", "2027-03-28T02:30"),
]


@pytest.fixture(autouse=True)
def forgotten():
    yield
    get_default_timezone.cache_clear()


@pytest.mark.parametrize(("zone", "typed", "fold", "kept"), CASES)
def test_what_is_typed_is_kept_exactly_or_refused_in_words(settings, zone, typed, fold, kept):
    settings.TIME_ZONE = zone
    get_default_timezone.cache_clear()
    field = PublishingMomentField()
    if kept in {GAP, FOLD}:
        with pytest.raises(forms.ValidationError) as error:
            field.clean([typed, fold])
        assert error.value.code == kept
    else:
        wanted = datetime.fromisoformat(f"{kept}:00+00:00")
        moment = field.clean([typed, fold])
        assert moment.timestamp() == wanted.timestamp()
