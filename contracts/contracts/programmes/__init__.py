"""The programmes as typed data; every value names the source row it comes from."""
