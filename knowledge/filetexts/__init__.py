"""The text of document files, for the search: read apart, kept in parts, found while a public item refers to the file.

A file is read once, in the task queue, by a process of its own (:mod:`knowledge.filetexts.reading`), and kept in parts
short enough for an excerpt (:mod:`knowledge.filetexts.keeping`). Who may read it is asked at every search
(:mod:`knowledge.filetexts.registrations`).
"""
