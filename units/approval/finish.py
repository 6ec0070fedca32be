"""What Wagtail calls when the last stage has approved (``WAGTAIL_FINISH_WORKFLOW_ACTION``).

Wagtail imports this module while its own models load, so nothing of Wagtail may be imported at the top.
"""

from __future__ import annotations

from typing import Any


def release_workflow_state(workflow_state: Any, user: Any = None) -> None:
    """Release the approved revision; see ``units.approval.release.release``."""
    from units.approval.release import release

    release(workflow_state, user)
