"""The files that the demonstration ships: a short film with a still picture, and a sample document."""

from __future__ import annotations

from pathlib import Path

from .pictures import draw

CONTENT = Path(__file__).parent / "content"
VIDEO_NAME = "mot-ngay-cao-nguyen.mp4"
DOCUMENT_NAME = "mau-bao-cao.pdf"
VIDEO_SIZE = (640, 360)
VIDEO_SECONDS = 10


def video_bytes() -> bytes:
    """A silent ten-second film (MP4, H.264 baseline, 640 x 360): a slow pan over drawn hills."""
    return (CONTENT / VIDEO_NAME).read_bytes()


def poster_bytes() -> bytes:
    """The film's still picture (JPEG, 1280 x 720)."""
    return draw("hills", 11, (1280, 720))


def document_bytes() -> bytes:
    """A one-page report form (PDF with embedded Vietnamese text)."""
    return (CONTENT / DOCUMENT_NAME).read_bytes()
