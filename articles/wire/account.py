"""The account drafts are filed under when nobody in person brings them in. It cannot log in."""

from articles.drafts.models import User

ACCOUNT = "wire"


def service_account() -> User:
    """The account of the wire itself."""
    user, made = User.objects.get_or_create(username=ACCOUNT, defaults={"is_active": False})
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
