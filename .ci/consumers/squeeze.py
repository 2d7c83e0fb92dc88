"""Documents without white space and without what exclusion layers mark.

Where an export leaves marked text out, some of the white space around goes, too. In
the text without any, all offsets are certain again.
"""

import dataclasses

from truth import Document


class Squeezed:
    """A document with its text squeezed, and the way there."""

    def __init__(self, document):
        self.document = document
        excluded = {p for start, end in document.excluded for p in range(start, end)}
        self.before = [0]  # how many characters are kept before each place
        for place, character in enumerate(document.text):
            self.before.append(self.before[-1] + (not character.isspace() and place not in excluded))
        self.text = "".join(c for place, c in enumerate(document.text) if self.before[place] < self.before[place + 1])

    def squeezed(self):
        """The document with what is kept of its spans; those of which nothing is have no fragments."""
        spans = [dataclasses.replace(span, fragments=tuple(self.fragments(span))) for span in self.document.spans]
        return Document({**self.document.record, "text": self.text}, spans, [])

    def fragments(self, span):
        """What is kept of a span's fragments."""
        kept = [(self.before[start], self.before[end]) for start, end in span.fragments]
        return [(start, end) for start, end in kept if start < end]


def joined(ranges):
    """Ranges with those that touch as one, as fragments are where nothing is left between them."""
    whole = []
    for start, end in ranges:
        if whole and whole[-1][1] == start:
            whole[-1] = whole[-1][0], end
        else:
            whole.append((start, end))
    return whole


def length(text):
    """How long a text is when it is squeezed."""
    return sum(not character.isspace() for character in text)
