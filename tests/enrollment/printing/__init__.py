"""The printing room, on a real press: what it prints is read back from the paper."""
