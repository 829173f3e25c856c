"""Runs as the service does them: computed aside, put forward in one transaction, shown page by page."""
