"""What endangers the portal: one structured log, the record, a screen, and alarms (ND-13.5c, ND-13.6d)."""
