"""All tests of Samspil: of each service, of what carries them, and of the house they form together."""
