import pytest

from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"


def test_signing_in_and_out(client):
    make_user("ann", staff=True)

    page = client.post("/accounts/login", {"username": "ann", "password": PASSWORD}, follow=True)
    assert b"Sign out" in page.content
    assert b"Admin" in page.content

    page = client.post("/accounts/logout", follow=True)
    assert b"Sign in" in page.content


def test_a_wrong_password(client):
    make_user("ann")

    page = client.post("/accounts/login", {"username": "ann", "password": "wrong"})

    assert b"Please enter a correct username and password" in page.content
    assert b"<title>Sign in \xc2\xb7 Newsroom</title>" in page.content


def test_readers_see_no_way_into_the_admin(client):
    client.force_login(make_user("ann"))

    assert b"/admin/" not in client.get("/search").content


def test_changing_the_password(client):
    client.force_login(make_user("ann"))
    new = "another long one"
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}

    assert b"Change your password" in client.get("/accounts/password").content
    page = client.post("/accounts/password", fields, follow=True)

    assert b"Your password is changed" in page.content
    assert client.login(username="ann", password=new)


def test_after_a_session_ended_a_fragment_reloads_its_page(client, locked):
    response = client.get("/search?q=x", headers={"HX-Request": "true"}, follow=True)

    assert response["HX-Refresh"] == "true"


def test_a_signed_in_reader_passes(client, locked, indexed):
    indexed(make_article(headline="Talks"))
    client.force_login(make_user("ann"))

    assert b"Talks" in client.get("/search").content
    assert client.get("/accounts/login")["Location"] == "/search"
