"""``python -m adtown serve``: a town on this machine's loopback, open to any browser."""

from __future__ import annotations

from pathlib import Path

import click

from adtown.layout import START_HOST, address
from adtown.server import open_town, serve_town
from adtown.town import build_town


@click.group()
def main() -> None:
    """A working miniature of the ad market on *.localhost."""


@main.command()
@click.option("--seed", default=7, show_default=True, help="Another number is another town.")
@click.option("--port", default=8123, show_default=True, help="The one port of all its hosts.")
@click.option(
    "--log-dir",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Where decisions.jsonl is written.",
)
@click.option(
    "--no-third-party-cookies", is_flag=True, help="Only the company that works without cookies links visits."
)
def serve(*, seed: int, port: int, log_dir: Path, no_third_party_cookies: bool) -> None:
    """Serve a town until Ctrl-C."""
    town = build_town(seed)
    hosts = " ".join(site.url(port) for site in town.sites)
    click.echo(f"Town {seed}: start at {address(START_HOST, port)} or read {hosts}")
    serve_town(open_town(town, port, log_dir=log_dir, third_party_cookies=not no_third_party_cookies), port)


if __name__ == "__main__":
    main()
