"""The quarterly self-evaluation of the units, its way to the Standing Committee, and the report of a quarter."""
