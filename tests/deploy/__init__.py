"""The deploy held against real tools: kustomize, the Kubernetes schemas, hadolint, promtool, RabbitMQ, PostgreSQL."""
