"""What notifications does: remember a fact, work out the messages anew, deliver those that are due."""
