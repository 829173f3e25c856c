"""The image files: clean, alike, and copying only what is there."""

import re
from pathlib import Path

import pytest

from tests.deploy.rendered import ROOT, SERVICES, containers, named, ports, render, run, tool


def dockerfile(service: str) -> str:
    return (ROOT / "services" / service / "Dockerfile").read_text(encoding="utf-8")


@pytest.mark.parametrize("service", SERVICES)
def test_the_linter_has_nothing_to_say(service: str) -> None:
    assert run(tool("hadolint"), f"services/{service}/Dockerfile") == ""


def test_the_linter_would_find_a_careless_file(tmp_path: Path) -> None:
    careless = tmp_path / "Dockerfile"
    careless.write_text("FROM python\nRUN pip install nameko\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="DL3006"):
        run(tool("hadolint"), careless)


def test_the_files_differ_only_in_the_name_of_the_service() -> None:
    assert len({dockerfile(name).replace(name, "<service>") for name in SERVICES}) == 1


@pytest.mark.parametrize("service", SERVICES)
def test_the_image_fits_the_deployment(service: str) -> None:
    text, deployment = dockerfile(service), named(render("base"), "Deployment", service)
    assert 'ENTRYPOINT ["samspil"]' in text
    assert f'CMD ["run", "{service}"]' in text
    assert "USER 10001:10001" in text
    assert re.findall(r"EXPOSE (\d+)", text) == [str(ports(deployment)["http"])]
    assert "command" not in containers(deployment)[-1]


@pytest.mark.parametrize("service", SERVICES)
def test_the_image_installs_what_its_service_says_it_needs(service: str) -> None:
    """As root, in the image that runs, with the service's own word for it."""
    final = dockerfile(service).rpartition("FROM ")[2].partition("USER ")[0]
    assert f"samspil packages {service} > /tmp/samspil-packages" in final
    assert "xargs --arg-file=/tmp/samspil-packages apt-get install" in final


@pytest.mark.parametrize("service", SERVICES)
def test_every_file_the_image_copies_is_in_the_repository(service: str) -> None:
    copied = re.findall(r"^COPY (?!--)(.+) \S+$", dockerfile(service), re.MULTILINE)
    missing = [path for line in copied for path in line.split() if not (ROOT / path).exists()]
    assert missing == []
    left_in = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    assert all(f"!{path.split('/')[0]}\n" in left_in for line in copied for path in line.split())
