"""``whyad install-service`` and ``whyad uninstall-service``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from extension_api.config import DEFAULT_PORT
from extension_api.data_dir import default_data_dir


@click.command("install-service")
@click.option(
    "--port", type=click.IntRange(1, 65_535), default=DEFAULT_PORT, show_default=True, help="Port on 127.0.0.1."
)
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=default_data_dir,
    show_default="where this system keeps your data",
    help="The folder that holds everything.",
)
@click.option("--show", is_flag=True, help="Print the file for this system and change nothing.")
def install_service(*, port: int, data_dir: Path, show: bool) -> None:
    """Run the service in the background whenever you are signed in, in your own account."""
    from extension_api.background_service import BackgroundService, install  # noqa: PLC0415 - see cli

    program = shutil.which("whyad") or str(Path(sys.executable).with_name("whyad"))
    service = BackgroundService(program, port, data_dir.resolve())
    if show:
        click.echo(service.for_this_system(), nl=False)
        return
    file = install(service)
    click.echo(f"Whyad runs in the background and starts when you sign in ({file}).")
    click.echo("Its log: journalctl --user -u whyad   To end it: whyad uninstall-service")


@click.command("uninstall-service")
def uninstall_service() -> None:
    """Stop the background service and remove it. Your data stay where they are."""
    from extension_api.background_service import uninstall  # noqa: PLC0415 - see cli

    click.echo("The background service is gone; your data are still there." if uninstall() else "None is installed.")
