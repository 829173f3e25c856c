"""The HTTP face of the chassis, in this process and over real sockets."""
