"""The demonstration: a whole portal's worth of invented texts, people and drawn pictures for either preset."""
