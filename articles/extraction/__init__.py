"""Pure extraction: the text of an article in, the people and countries it mentions out."""
