"""The production-like stack is parsed, since it cannot be run here: what it must and must not contain."""

import re
import subprocess

import pytest
import yaml

from portal.launch.places import ROOT

STACK = ROOT / "docs" / "operators" / "stack"
OURS = ["migrate", "web", "worker", "beat"]
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]


def test_it_names_every_part_of_the_portal():
    assert sorted(SERVICES) == sorted([*OURS, "postgres", "valkey", "nginx"])
    assert SERVICES["postgres"]["image"] == "postgres:18"


def test_every_file_it_refers_to_exists():
    mounted = [volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])]
    built = [service["build"]["dockerfile"] for service in SERVICES.values() if "build" in service]
    named = [path for path in mounted if path.startswith(".")] + built
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_secrets_are_files_without_a_default():
    for name, secret in COMPOSE["secrets"].items():
        assert re.fullmatch(r"\$\{PORTAL_SECRETS:\?[^}]+\}/" + name, secret["file"])


def test_no_password_stands_in_the_environment():
    named = [name for service in SERVICES.values() for name in service.get("environment", {})]
    assert [name for name in named if re.search("PASSWORD|SECRET_KEY", name)] == ["POSTGRES_PASSWORD_FILE"]


def test_what_has_a_default_is_a_number_of_processes_only():
    assert re.findall(r"\$\{(\w+):-", TEXT) == ["PORTAL_WEB_WORKERS"]


def test_every_secret_a_service_uses_is_declared_and_explained():
    used = {secret for service in SERVICES.values() for secret in service.get("secrets", [])}
    assert used == set(COMPOSE["secrets"])
    manual = (ROOT / "docs" / "operators" / "install.md").read_text()
    assert [name for name in used if f"`{name}`" not in manual] == []


def test_only_the_proxy_is_reachable_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_what_serves_people_owns_no_table(name):
    assert SERVICES[name]["environment"]["DATABASE_USER"] == "portal"
    assert "owner_password" not in SERVICES[name]["secrets"]
    assert "TRUNCATE" not in (STACK / "roles.sh").read_text()


@pytest.mark.parametrize("name", OURS)
def test_every_process_of_ours_runs_in_production_with_nothing_to_spare(name):
    service = SERVICES[name]
    assert service["environment"]["PORTAL_ENV"] == "production"
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert not {"PORTAL_DEMO", "PORTAL_SECOND_FACTOR_OPTIONAL", "DEBUG"} & set(service["environment"])


def test_there_is_one_beat_only():
    assert "deploy" not in SERVICES["beat"] and "scale" not in SERVICES["beat"]


def test_the_proxy_speaks_tls_and_drops_what_clients_claim():
    text = (STACK / "nginx.conf.template").read_text()
    assert "listen 443 ssl;" in text
    assert "return 301 https://" in text
    assert "X-Forwarded-For $remote_addr;" in text
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("script", ["entrypoint.sh", "roles.sh"])
def test_scripts_are_valid_shell(script):
    assert subprocess.run(["bash", "-n", STACK / script]).returncode == 0


def test_the_image_holds_the_locked_packages_and_no_root():
    text = (STACK / "Dockerfile").read_text()
    assert "--require-hashes" in text
    assert re.search(r"^USER portal$", text, re.M)
