"""The showroom's web: the halls of every seed at one host, and what they load at those of companies and players."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import quote

from flask import Flask, Response, abort, render_template, request

from adtown.layout import address
from adtown.showroom.plan import PAGES, PLAYERS, WORDS, Planned, plan_showroom

FOLDER: Final = Path(__file__).parent
SEEDS: Final = range(1, 21)  # that the entrance leads to; any other number is a showroom too


def create_showroom_app(port: int) -> Flask:
    """``/<seed>/hall/<n>`` on the halls' own host; pictures, creatives, embeds and clicks on every host."""
    app = Flask("adtown.showroom", template_folder=str(FOLDER / "templates"))
    app.jinja_env.globals.update(
        click=lambda one, ad: click_address(one, ad, port),
        part=lambda one, path: address(f"cdn.{one.company}", port, path),
        embed=lambda path: address(PLAYERS, port, path),
    )

    @app.get("/")
    def entrance() -> str:
        return render_template("entrance.html", seeds=SEEDS, halls=range(PAGES))

    @app.get("/<int:seed>/hall/<int:number>")
    def hall(seed: int, number: int) -> str:
        if number >= PAGES:
            abort(404)
        return render_template("hall.html", hall=plan_showroom(seed)[number])

    _open_what_halls_load(app, port)
    return app


def _open_what_halls_load(app: Flask, port: int) -> None:
    @app.get("/creative/<int:ad>/<int:width>x<int:height>")
    def creative(ad: int, width: int, height: int) -> str:
        deeper = int(request.args.get("deeper", "0"))
        name, line, shop = WORDS["ads"][ad % len(WORDS["ads"])]
        to = f"http://{request.host}/click?to={quote(address(f'{shop}.localhost', port), safe='')}"
        inner = f"/creative/{ad}/{width}x{height}?deeper={deeper - 1}" if deeper else None
        return render_template("creative.html", name=name, line=line, to=to, width=width, height=height, inner=inner)

    @app.get("/picture/<int:width>x<int:height>/<name>")
    def picture(width: int, height: int, name: str) -> Response:
        colour = f"hsl({sum(map(ord, name)) % 360} 40% 70%)"
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        return Response(f'{svg}<rect width="100%" height="100%" fill="{colour}"/></svg>', mimetype="image/svg+xml")

    @app.get("/video-ad.xml")
    def video_ad() -> Response:
        return Response('<VAST version="4.2"><Ad id="1"><InLine/></Ad></VAST>', mimetype="application/xml")

    @app.get("/embed/<kind>")
    def embedded(kind: str) -> str:
        return render_template("embed.html", kind=kind)


def click_address(one: Planned, ad: tuple[str, str, str], port: int) -> str:
    """Where a click on an ad is counted, with the shop's address inside."""
    shop = quote(address(f"{ad[2]}.localhost", port), safe="")
    return address(f"go.{one.company}", port, f"/click?to={shop}")
