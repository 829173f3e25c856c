"""What the broker of each organisation is told, generated from `topology.yaml`: `python -m deploy.topology`.

`topology` reads and checks the source, `definitions` turns it into RabbitMQ definitions. Deliberately not here:
passwords of anything but a developer's own machine, and the shovels that carry exports to a partner (a later issue).
"""
