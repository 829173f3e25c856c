"""The printing room of matching."""
