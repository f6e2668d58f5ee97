"""The ``whyad`` command. Only what a command needs is imported, so that ``whyad --help`` is instant."""

from __future__ import annotations

import os
import sqlite3
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Final

import click

from extension_api.background_command import install_service, uninstall_service
from extension_api.config import DEFAULT_PORT, ServiceConfig
from extension_api.data_dir import DataDir, default_data_dir, make_private_file
from extension_api.errors import ServiceError
from extension_api.token_command import token

STEPS_ASIDE: Final = 10
PLUGIN_GROUP: Final = "whyad.commands"
PLUGIN_HELP: Final = "An added command; `whyad {name} --help` says more."
# Commands of the library, with the line that ``whyad --help`` shows; importing them only for that would take a second.
LIBRARY_COMMANDS: Final = {
    "audit": "Say which harmless traits of a log stand in for a sensitive one.",
    "explain": "Explain every impression of an impression log.",
    "simulate": "Make an impression log of a declared, made-up market.",
    "train": "Train a model on an impression log.",
}


class WhyadGroup(click.Group):
    """Our commands, the library's and those of plugins; the latter two are loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in alphabetical order."""
        return sorted({*super().list_commands(ctx), *LIBRARY_COMMANDS, *_plugins()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name, imported if need be."""
        own = super().get_command(ctx, cmd_name)
        if own is not None:
            return own
        if cmd_name in LIBRARY_COMMANDS:
            from explainer.commands import COMMANDS  # noqa: PLC0415 - see the module's first line

            _step_aside()
            return next(command for command in COMMANDS if command.name == cmd_name)
        plugin = _plugins().get(cmd_name)
        return plugin.load() if plugin else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List all commands without importing any."""
        del ctx  # asked for by click
        own = {name: command.get_short_help_str(limit=90) for name, command in self.commands.items()}
        added = {name: PLUGIN_HELP.format(name=name) for name in _plugins()}
        lines = {**added, **LIBRARY_COMMANDS, **own}
        with formatter.section("Commands"):
            formatter.write_dl(sorted(lines.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what a person can mend is told in a line or two."""
        from explainer import WhyadError  # noqa: PLC0415 - see the module's first line

        try:
            return super().invoke(ctx)
        except (ServiceError, WhyadError) as error:
            raise click.ClickException(f"{error}\n  Hint: {error.hint}" if error.hint else str(error)) from error
        except sqlite3.DatabaseError as error:
            raise click.ClickException(
                f"the database cannot be used: {error}\n  Hint: `whyad doctor` looks closer"
            ) from error


def _step_aside() -> None:
    """Let the service and the person's own programs go first: training and audits compute for minutes."""
    if hasattr(os, "nice"):
        os.nice(STEPS_ASIDE)


def _plugins() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=PLUGIN_GROUP)}


data_dir_option = click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=default_data_dir,
    show_default="where this system keeps your data",
    help="The folder that holds everything.",
)


@click.group(cls=WhyadGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="whyad")
def cli() -> None:
    """Why did I see this ad? Whyad answers from your own data, on your own machine.

    Start with `whyad serve`, then `whyad pair` to connect your browser.
    """


@cli.command()
@click.option(
    "--port", type=click.IntRange(1, 65_535), default=DEFAULT_PORT, show_default=True, help="Port on 127.0.0.1."
)
@data_dir_option
@click.option("--store-label", help='A banner for every page, such as "Demo data".')
@click.option(
    "--log-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Log there instead of to the terminal; kept below 3 MiB.",
)
def serve(*, port: int, data_dir: Path, store_label: str | None, log_file: Path | None) -> None:
    """Run the local service until Ctrl-C. It listens on this machine alone."""
    from extension_api.logs import start_logging  # noqa: PLC0415 - see the module's first line
    from extension_api.server import serve as run  # noqa: PLC0415 - see the module's first line

    config = ServiceConfig(data_dir=data_dir.resolve(), port=port, store_label=store_label)
    if log_file:
        DataDir(config.data_dir).prepare()  # the log may lie in it
    start_logging(log_file)
    run(
        config,
        on_ready=lambda: click.echo(
            f"Whyad listens on {config.url}. Your data are in {config.data_dir}.\nConnect a browser: whyad pair"
        ),
    )


@cli.command()
@click.option("--port", type=click.IntRange(1, 65_535), help="Port of the service, if it is not found by itself.")
@data_dir_option
def pair(*, port: int | None, data_dir: Path) -> None:
    """Put the extension where a browser can load it, and show a one-time code that connects it."""
    from extension_api.extension_copy import place_extension  # noqa: PLC0415 - see the module's first line
    from extension_api.local_client import LocalClient  # noqa: PLC0415 - see the module's first line

    client = LocalClient(DataDir(data_dir.resolve()), port=port)
    code = client.api.post_pairing_code().code
    placed = place_extension(data_dir.resolve(), port=int(client.url.rpartition(":")[2]))
    click.echo(f"{placed.steps()}\n" if placed else "The extension is not built here. Run: make extension\n")
    click.echo(f"Code: {code}   (for two minutes, for one use)")
    click.echo(f"Type it into the options of the Whyad extension, or into {client.url}/ to open the dashboard.")


@cli.command()
@data_dir_option
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True))
def export(*, data_dir: Path, file: Path) -> None:
    """Write everything Whyad holds to FILE, as one ZIP that says itself what it is. `whyad import` takes it back."""
    from extension_api.archive.writing import archive_chunks  # noqa: PLC0415 - see the module's first line
    from extension_api.config import utc_now  # noqa: PLC0415 - see the module's first line
    from extension_api.store.database import open_read_only  # noqa: PLC0415 - see the module's first line

    connection = open_read_only(DataDir(data_dir.resolve()).database)
    try:
        if str(file) != "-":
            make_private_file(file)
        with click.open_file(str(file), "wb") as sink:
            for chunk in archive_chunks(lambda: connection, utc_now()):
                sink.write(chunk)
    finally:
        connection.close()


@cli.command("import")
@click.option("--port", type=click.IntRange(1, 65_535), help="Port of the service, if it is not found by itself.")
@data_dir_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_command(*, port: int | None, data_dir: Path, file: Path) -> None:
    """Take back what `whyad export` wrote to FILE, whatever of it is missing. What you had forgotten stays away."""
    from extension_api.archive.importing import import_archive  # noqa: PLC0415 - see the module's first line

    for progress in import_archive(file, DataDir(data_dir.resolve()), port=port):
        click.echo(f"\r{progress.done} of {progress.rows} rows", nl=False, err=True)
    click.echo(err=True)
    click.echo(
        f"{progress.accepted} taken in, {progress.duplicate} were held already, {progress.rejected} had been forgotten"
        f"{f', {progress.conflict} differ from what is held and were left out' if progress.conflict else ''}."
    )


@cli.command()
@click.option("--port", type=click.IntRange(1, 65_535), help="Port of the service, if it is not found by itself.")
@data_dir_option
def doctor(*, port: int | None, data_dir: Path) -> None:
    """Check data directory, database, model and service, and say what to do."""
    from extension_api.doctor import examine  # noqa: PLC0415 - see the module's first line

    findings = list(examine(DataDir(data_dir.resolve()), port=port))
    for finding in findings:
        click.echo(f"{'ok ' if finding.is_good else '!! '} {finding.subject}: {finding.detail}")
        if finding.advice:
            click.echo(f"     do this: {finding.advice}")
    if not all(finding.is_good for finding in findings):
        raise SystemExit(1)


cli.add_command(token)
cli.add_command(install_service)
cli.add_command(uninstall_service)


def main() -> None:
    """Entry point of the ``whyad`` command."""
    cli(prog_name="whyad")
