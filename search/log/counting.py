"""Counting a search, a click and a “not found?”; what is kept of each is decided here and nowhere else."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.translation import gettext as _

from search.log.models import ADDRESS_LENGTH, QUERY_LENGTH, SENTENCE_LENGTH, ClickCount, Missed, SearchCount
from search.log.personal import looks_personal, without_personal
from search.log.writing import add_to, quietly
from search.vietnamese import fold, normalise

#: New rows that one day may hold; a flood beyond is counted without its words.
MOST_QUERIES_A_DAY = 2_000
MOST_CLICKS_A_DAY = 5_000
MOST_MISSED_A_DAY = 300
#: Days for which the link of a result may count: a page that stayed open over midnight still does.
CLICK_DAYS = 1

_signer = Signer(salt="search.log.click")


def kept(query: str) -> tuple[str, str]:
    """The key and the words under which ``query`` is counted; both empty where its words must not be kept."""
    text = " ".join(normalise(query).split()).lower()
    key = fold(text)
    if not key or len(text) > QUERY_LENGTH or len(key) > QUERY_LENGTH or looks_personal(text):
        return "", ""
    return key, text


def count_search(query: str, found: int) -> None:
    """Count a search for ``query`` that found ``found`` things. Raises nothing, waits for nobody."""
    key, text = kept(query)
    day = timezone.localdate()
    zero = 0 if found else 1

    def write() -> None:
        row = {"day": day, "key": key, "defaults": {"query": text}}
        if not add_to(row, SearchCount, MOST_QUERIES_A_DAY, searches=1, zero=zero):
            # One row more than the limit, for all that comes after it.
            rest = {"day": day, "key": "", "defaults": {"query": ""}}
            add_to(rest, SearchCount, MOST_QUERIES_A_DAY + 1, searches=1, zero=zero)

    quietly(write)


def click_token(query: str, address: str, position: int) -> str:
    """A signed word with which the link of a result at ``position`` (from 1; 0 is pinned) is counted when opened.

    The same all day long, so that a page of results stays the same. Empty where there is nothing to count.
    """
    key, text = kept(query)
    if not key or len(address) > ADDRESS_LENGTH:
        return ""
    return _signer.sign_object([timezone.localdate().toordinal(), key, text, address, position])


def count_click(token: str) -> bool:
    """Count the click that ``token`` stands for; False where we did not sign it or its day is over."""
    try:
        signed_on, key, text, address, position = _signer.unsign_object(token)
    except (BadSignature, ValueError):
        return False
    day = timezone.localdate()
    if day.toordinal() - signed_on > CLICK_DAYS:
        return False

    def write() -> None:
        row = {"day": day, "key": key, "address": address, "position": position, "defaults": {"query": text}}
        add_to(row, ClickCount, MOST_CLICKS_A_DAY, clicks=1)

    quietly(write)
    return True


def report_missed(query: str, sentence: str) -> str:
    """Keep that ``query`` did not find what a reader wanted, with their ``sentence``; return what stands in the way.

    That is a sentence for the reader, and empty when all is well. Words that look like personal data are left out.
    """
    sentence = " ".join(normalise(sentence).split())
    if len(sentence) > SENTENCE_LENGTH:
        return _("Your note has more than %(most)d characters. Shorten it and send it again; it stands below.") % {
            "most": SENTENCE_LENGTH
        }
    query = " ".join(without_personal(query[: 2 * QUERY_LENGTH]).split())[:QUERY_LENGTH]
    day = timezone.localdate()
    if not query:
        return _("There is no search to report. Type what you are looking for and search first.")
    if Missed.objects.filter(day=day).count() >= MOST_MISSED_A_DAY:
        return _("More was reported today than can be read. Send it again tomorrow, or write to the address below.")
    Missed.objects.create(day=day, query=query, sentence=without_personal(sentence)[:SENTENCE_LENGTH])
    return ""
