"""What is scraped, drawn and alarmed. `story` says what the dashboard shows; `python -m deploy.monitoring` draws it."""
