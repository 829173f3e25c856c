"""The doors of enrollment, a file a noun; `service.py` puts them together."""
