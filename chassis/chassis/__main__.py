"""`python -m chassis` is `samspil`."""

from chassis.cli import main

main()
