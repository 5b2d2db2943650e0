"""What a page is made of, as a browser would read it."""

from html.parser import HTMLParser


class Markup(HTMLParser):
    """Collects the elements of a page with their attributes, and the text within them."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.scripts, self._within = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self._within = tag

    def handle_endtag(self, tag):
        self._within = ""

    def handle_data(self, data):
        if self._within in {"script", "style"} and data.strip():
            self.scripts.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]
