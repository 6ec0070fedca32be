"""The public form and the page of a code: no account, no scripts needed, nothing that a search engine could find."""
