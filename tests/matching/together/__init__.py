"""Tests of what people do together: answering, meeting, being asked how it goes, looking again, saying goodbye."""
