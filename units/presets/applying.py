"""Applying a checked preset: what is missing is made, what is there is left alone, all of it or nothing."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Site

from units import provisioning
from units.presets.journal import Journal
from units.presets.reading import Preset
from units.presets.tables import tables


def apply(preset: Preset, *, dry_run: bool = False) -> Journal:
    """Make what ``preset`` names and the portal lacks; say where the portal differs, and change nothing there.

    Running it again makes nothing twice. With ``dry_run`` everything is done and then undone, so that the journal says
    exactly what a real run would do. Raises ``PresetRefused`` when the portal cannot take it; nothing is left half
    applied.
    """
    journal = Journal()
    try:
        with transaction.atomic():
            for table in tables():
                table.apply(preset.entries[table.name], journal)
            provisioning.provision_site()
            if dry_run:
                transaction.set_rollback(True)
    finally:
        # Wagtail caches where sites are rooted; what was just undone must not stay there.
        Site.clear_site_root_paths_cache()
    return journal
