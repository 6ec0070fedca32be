"""Where named officers and leaders work on feedback, under the admin."""
