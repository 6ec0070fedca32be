#!/usr/bin/env python
"""Django's command line; ``site/`` goes on ``sys.path`` as a folder, because the standard library owns its name."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run one management command with the development settings unless the environment names others."""
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
