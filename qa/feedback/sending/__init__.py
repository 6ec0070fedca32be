"""The public forms of feedback and the page of a code: no account, no scripts needed, nothing that can be found."""
