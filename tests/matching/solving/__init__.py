"""What a run computes, held to the rules of the domain, to brute force and to its own proof."""
