"""What is read, one file a noun. What it means is the domain's to say, so rows leave here as they are."""
