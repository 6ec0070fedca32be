"""The annual scorecard of the units: published criteria, evidence behind every point, locked on approval."""
