"""The rules of arranging and holding a meeting. Pure: plain values in, reasons out; no rows, no events, no clock."""
