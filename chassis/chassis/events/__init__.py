"""Events in and out: outbox and relay on one side, inbox and parking on the other, the broker between them."""
