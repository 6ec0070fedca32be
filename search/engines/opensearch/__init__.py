"""OpenSearch or Elasticsearch as the engine: a copy of the portal's own index, kept by a queue, asked for ranks.

The database index is always kept: it is what excerpts are cut from, what the engine is filled from, and what answers
while the engine is away. What a reader may read is the database's to say, never the engine's.
"""
