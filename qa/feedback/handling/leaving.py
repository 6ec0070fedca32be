"""Feedback of an officer who leaves: to whoever is named as well, else any officer takes it (ND-11.2, ND-13.6a).

Whoever ends the person's rights learns how many records there are, never a word of them.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qa.feedback import people, trail
from qa.feedback.locking import locked
from qa.feedback.models import OPEN, Act, Feedback, KeyHolder
from units.entitlements.open_work import Leaving, Work
from units.messages import Kind


def records(leaving: Leaving) -> Work | None:
    """The open records that the person has taken, and the share of the key that they keep."""
    keys = list(
        Feedback.objects.filter(officer=leaving.person, state__in=OPEN).order_by("pk").values_list("pk", flat=True)
    )
    warnings = []
    if KeyHolder.objects.filter(user=leaving.person, key__seals=True).exists():
        warnings.append(_("This person keeps a share of the key that seals who sent feedback: have a new key made."))
    if not keys and not warnings:
        return None
    heir = leaving.heir if leaving.heir is not None and people.is_officer(leaving.heir) else None

    def pass_on() -> None:
        for pk in keys:
            with locked(pk) as feedback:
                if heir is not None:
                    feedback.officer = heir
                    feedback.save()
                said = _("%(person)s has left.") % {"person": leaving.person}
                trail.write(feedback, Act.ASSIGNED, leaving.by, said)
                sentence = _("Feedback no. %(number)s has lost its officer; it can be taken.")
                if heir is not None:
                    sentence = _("Feedback no. %(number)s was given to you.")
                trail.say([heir] if heir else people.officers(), Kind.ASSIGNED, sentence, feedback)

    whom = heir or _("any other officer may take it")
    number = ngettext("%(count)s record", "%(count)s records", len(keys)) % {"count": len(keys)}
    return Work(_("Feedback"), [f"{number}: {whom}"], pass_on, warnings)
