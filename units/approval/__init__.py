"""Approval: nothing an approver of the route has not approved reaches the public (LD-5.1a, ND-9.1)."""
