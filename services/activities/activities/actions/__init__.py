"""What can be done: load, decide, save, emit. Requests, events and the timer enter here alike."""
