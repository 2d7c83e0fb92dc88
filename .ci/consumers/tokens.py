"""Where tokens stand in a document, and what spans become in tokens."""

from check import Check


class TokenCheck(Check):
    """A look at tokens with tags."""

    places = {}  # by document and start of the piece: (start, end) of the tokens with a tag

    def may_become(self, document, variant):
        """The tokens that a changed span touches."""
        def pieces(span, reasons):
            runs = [become(span, places, document.text) for places in self.places[document.id].values()]
            return [run for run in runs if run]
        return pieces


def align(tokens, document, start=0):
    """Returns the (start, end) of tokens that follow each other in a document.

    Between them may stand white space and what an exclusion layer masks: the
    words, that is, of which it marks at least a part.
    """
    text, near = document.text, masked_words(document)
    excluded = {p for start, end in document.excluded for p in range(start, end)}
    places = []
    at = start
    for token in tokens:
        while not text.startswith(token, at) or not excluded.isdisjoint(range(at, at + len(token))):
            if len(text) <= at or not (text[at].isspace() or at in near):
                raise ValueError(f"{document.id}: the token {token!r} does not stand at {at}")
            at += 1
        places.append((at, at + len(token)))
        at += len(token)
    return places


def masked_words(document):
    """The places of all words, between white space, that exclusion layers touch."""
    masked = set()
    for start, end in document.excluded:
        while 0 < start and not document.text[start - 1].isspace():
            start -= 1
        while end < len(document.text) and not document.text[end].isspace():
            end += 1
        masked.update(range(start, end))
    return masked


def become(span, places, text):
    """What a span becomes in tokens: the ranges of the runs of tokens that it touches."""
    runs = []
    last = None
    for number, (start, end) in enumerate(places):
        if not any(s < end and start < e for s, e in span.fragments):
            continue
        if last is not None and last == number - 1 and not text[runs[-1][1]:start].strip():
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
        last = number
    return [(run,) for run in runs]
