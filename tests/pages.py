"""Every kind of page there is, over the archive of ``tests.archive``: what each has to keep."""

from articles.models import Article, Entity

PUBLIC = ("/accounts/login", "/healthz", "/robots.txt")
"""What is there without an account, even where the site asks for one."""


def readers_pages():
    """Return the addresses of the pages a reader sees, by what they are."""
    article = Article.objects.get(external_id="1")
    return {
        "front": "/",
        "search": "/search",
        "results": "/search?q=macron",
        "narrowed": "/search?q=macron&person=angela-merkel&-source=harbour-press&from=2020",
        "none": "/search?q=macron&country=IS",
        "correction": "/search?q=macorn",
        "any word": "/search?q=macron+zebra",
        "notice": "/search?q=%22macron",
        "several notices": '/search?q="macron (&page=x',
        "past the end": "/search?page=99",
        "no such size": "/search?per=7",
        "undated": "/search?undated=1",
        "copies": "/search?copies=show",
        "all people": "/search/person",
        "map": "/search/world",
        "chosen on the map": "/search/world?country=QA&-country=FR",
        "people": "/people",
        "countries": "/countries",
        "person": "/people/emmanuel-macron",
        "country": "/countries/QA",
        "article": f"/articles/{article.pk}",
        "article of a search": f"/articles/{article.pk}?q=macron&hit=1",
        "help": "/help",
        "sign in": "/accounts/login",
    }


def errors():
    """Return the addresses of pages that say what is not there, with their status."""
    withheld = Article.objects.get(external_id="4")
    return {
        "nowhere": ("/nowhere", 404),
        "no article": ("/articles/999999999", 404),
        "no person": ("/people/nobody", 404),
        "withheld": (f"/articles/{withheld.pk}", 403),
    }


def staff_pages():
    """Return the addresses of pages for staff."""
    withheld = Article.objects.get(external_id="4")
    person = Entity.objects.get(slug="emmanuel-macron")
    return {
        "search": "/search",
        "people": "/people",
        "countries": "/countries",
        "a hidden person": "/people/boris-tadic",
        "paste": "/articles/new",
        "withheld": f"/articles/{withheld.pk}",
        "who is in an article": f"/articles/{Article.objects.get(external_id='1').pk}/who",
        "password": "/accounts/password",
        "remove the demo": "/demo/remove",
        "admin": "/admin/",
        "possible duplicates": "/admin/articles/person/duplicates/",
        "admin of a person": f"/admin/articles/person/{person.pk}/change/",
    }
