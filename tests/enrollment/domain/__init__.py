"""The rules of enrollment with plain values: no database, no clock."""
