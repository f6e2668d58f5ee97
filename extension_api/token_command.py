"""``whyad token``: tokens for scripts, which need no browser and get no more than they are made for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from extension_api.data_dir import DataDir, default_data_dir
from extension_api.scopes import Scope

if TYPE_CHECKING:
    from extension_api.local_client import LocalClient

ROUTE: Final = "/api/v1/tokens"


@click.group(invoke_without_command=True)
@click.option(
    "--scope",
    "scopes",
    type=click.Choice([scope.value for scope in Scope]),
    multiple=True,
    help="What it may do: capture (send what was seen), read, control (change and erase; may read too), admin (all).",
)
@click.option("--name", default="a script", show_default=True, help="What to call it in lists.")
@click.option("--port", type=click.IntRange(1, 65_535), help="Port of the service, if it is not found by itself.")
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    default=default_data_dir,
    show_default="where this system keeps your data",
    help="The folder that holds everything.",
)
@click.pass_context
def token(context: click.Context, *, scopes: tuple[str, ...], name: str, port: int | None, data_dir: Path) -> None:
    """Make a token for a script, list the tokens, or take one back.

    `whyad token --scope read` prints a token once. Send it as `Authorization: Bearer TOKEN`.
    """
    from extension_api.local_client import LocalClient  # noqa: PLC0415 - `whyad --help` is instant without it

    context.obj = LocalClient(DataDir(data_dir.resolve()), port=port)
    if context.invoked_subcommand is None:
        if not scopes:
            raise click.UsageError("say what it may do, such as `whyad token --scope read`")
        click.echo(context.obj.post(ROUTE, {"name": name, "scopes": list(scopes)})["token"])


@token.command(name="list")
@click.pass_obj
def list_tokens(client: LocalClient) -> None:
    """Show which scripts have a token, and what each may do."""
    tokens: list[dict[str, Any]] = client.get(ROUTE)["tokens"]
    for held in tokens:
        click.echo(f"{held['id']}  {','.join(held['scopes'])}  {held['made_at'][:10]}  {held['name']}")
    if not tokens:
        click.echo("No script has a token. `whyad token --scope read` makes one.")


@token.command()
@click.argument("id")
@click.pass_obj
def revoke(client: LocalClient, *, id: str) -> None:
    """Take a token back, from its next request on. `whyad token list` shows the ids."""
    client.delete(f"{ROUTE}/{id}")
    click.echo(f"{id} opens nothing any more.")
