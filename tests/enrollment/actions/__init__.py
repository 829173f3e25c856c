"""The actions of enrollment, each in a transaction on a database in memory."""
