"""What reporting does: write down what it is told."""
