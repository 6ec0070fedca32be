"""Ranges of addresses as people type them: one a line, IPv4 or IPv6."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

Range = IPv4Network | IPv6Network
#: More ranges in one network than anybody reads; every request compares with each of them.
MOST_RANGES = 200


def read_ranges(text: str) -> list[Range]:
    """The ranges in ``text``. Raises ``ValidationError`` with a sentence for every line that is none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    mistakes: list[str] = []
    found: list[Range] = []
    for line in lines:
        try:
            found.append(_range(line))
        except ValueError as mistake:
            mistakes.append(str(mistake))
    if not lines:
        mistakes.append(_("Enter at least one range, such as 10.10.0.0/16 or fd00::/8."))
    if len(lines) > MOST_RANGES:
        mistakes.append(_("Enter at most %(most)d ranges; join those that lie side by side.") % {"most": MOST_RANGES})
    if mistakes:
        raise ValidationError(mistakes)
    return found


def _range(line: str) -> Range:
    """Raises ``ValueError`` with a sentence."""
    try:
        loose = ip_network(line, strict=False)
    except ValueError:
        sentence = _("“%(line)s” is no range of addresses; write it like 10.10.0.0/16, 192.168.1.7 or fd00::/8.")
        raise ValueError(sentence % {"line": line}) from None
    if loose.prefixlen == 0:
        sentence = _("“%(line)s” holds every address there is; choose “open to everybody” instead if that is meant.")
        raise ValueError(sentence % {"line": line})
    if loose.version == 6 and loose.network_address.ipv4_mapped is not None:
        raise ValueError(_("“%(line)s” is an IPv4 range written as IPv6; write it as IPv4.") % {"line": line})
    try:
        return ip_network(line)
    except ValueError:
        sentence = _("“%(line)s” does not begin where its range begins; write %(range)s if you mean all of it.")
        raise ValueError(sentence % {"line": line, "range": loose}) from None
