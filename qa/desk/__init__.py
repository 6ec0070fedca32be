"""Where officers work on questions, under the admin."""
