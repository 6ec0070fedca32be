"""Every text that is stored is Unicode NFC, whichever field holds it (ND-7.1f, TCVN 6909:2001)."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.fields import StreamField

from search.vietnamese import normalise


def normalised(value: Any) -> Any:
    """``value`` with every string inside it normalised: strings, lists and dictionaries of plain data."""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, list):
        return [normalised(item) for item in value]
    if isinstance(value, dict):
        return {key: normalised(item) for key, item in value.items()}
    return value


def normalise_fields(instance: models.Model) -> None:
    """Normalise the texts of ``instance`` in place, those inside its streams included."""
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            raw = getattr(instance, field.attname).get_prep_value()
            clean = normalised(raw)
            if clean != raw:
                setattr(instance, field.attname, field.stream_block.to_python(clean))
        elif isinstance(field, models.CharField | models.TextField) and field.attname != "path":
            value = getattr(instance, field.attname)
            if isinstance(value, str):
                setattr(instance, field.attname, normalise(value))
