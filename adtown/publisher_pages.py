"""The publishers' sites: front pages and articles with their ad slots, pixels and the facts for the page's auction."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import urlencode

from flask import Flask, Response, abort, render_template, request, send_file
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as AnyResponse

from adtown.layout import Article, Role, Site
from adtown.running_town import CATTAX, FOLDER, RunningTown, new_app
from adtown.slots import AUCTIONED, Slot, SlotKind, slots_of
from adtown.tracking import PageView, pixels_of

BUNDLE: Final = FOLDER / "web" / "bundle" / "prebid.js"
AUCTION_TIMEOUT_MS: Final = 600
REFRESH_MS: Final = 8000
LABELS: Final = ("Advertisement", "", "Ad", "Sponsored")  # by the site's theme; some say nothing
FRONT_PAGE_ARTICLES: Final = 9
RELATED: Final = 4


def create_publisher_app(running: RunningTown) -> Flask:
    """``/`` and ``/read/<slug>`` of every publisher; whose page it is follows from the host."""
    app = new_app("adtown.publishers")

    @app.get("/")
    def front_page() -> AnyResponse:
        site = site_at(running)
        page = PublisherPage(running, site, None)
        articles = [card(article, running) for article in site.articles[:FRONT_PAGE_ARTICLES]]
        return page.render("home.html", articles=articles)

    @app.get("/read/<slug>")
    def article_page(slug: str) -> AnyResponse:
        site = site_at(running)
        article = next((article for article in site.articles if article.text.slug == slug), None) or abort(404)
        others = sorted(
            (other for other in site.articles if other is not article), key=lambda other: other.topic != article.topic
        )
        return PublisherPage(running, site, article).render(
            "article.html", article=article.text, related=[card(other, running) for other in others[:RELATED]]
        )

    @app.get("/assets/prebid.js")
    def prebid() -> AnyResponse:
        if not BUNDLE.exists():
            abort(404, "the page script is not built: run `make town-web`")
        return send_file(BUNDLE, mimetype="text/javascript", max_age=3600)

    return app


def site_at(running: RunningTown) -> Site:
    """The publisher whose host was asked."""
    return running.town.site(request.host.split(":")[0]) or abort(404)


def card(article: Article, running: RunningTown) -> dict[str, str]:
    """A link to an article."""
    return {"title": article.text.title, "description": article.text.description, "url": article.url(running.port)}


class PublisherPage:
    """One page view: its number, who is looking, and the markup around the words."""

    def __init__(self, running: RunningTown, site: Site, article: Article | None) -> None:
        """Number the page view and recognise the reader as far as the page can."""
        self._running, self._site = running, site
        self._topic = article.topic if article else None
        self._view = running.market.open_page()
        self._fp = running.first_party_id(request, site)
        self._url = running.url(site.domain, request.path)
        self._slots = slots_of(site, is_front_page=article is None)

    def render(self, template: str, **words: Any) -> AnyResponse:
        """The page as the browser gets it."""
        site, running = self._site, self._running
        pixels = pixels_of(running, site, PageView(self._view, self._url, self._topic, self._fp))
        html = render_template(
            template,
            site={"name": site.text.name, "slug": site.text.slug, "tagline": site.text.tagline, "theme": site.theme},
            url=self._url, nav=self._sections(), head=self._head(), pixels=pixels,
            slots={slot.name: self._fragment(slot) for slot in self._slots}, **words,
        )  # fmt: skip
        return Response(html, headers={"Cache-Control": "no-store"})

    def _sections(self) -> list[dict[str, str]]:
        """One link for each topic of the site, to its first article."""
        first = {article.topic: article for article in reversed(self._site.articles) if article.topic}
        names = self._running.town.texts.topics
        return [
            {"title": names[topic].name, "url": first[topic].url(self._running.port)}
            for topic in self._site.topics
            if topic in first
        ][:6]

    def _head(self) -> Markup:
        facts = json.dumps(self._facts()).replace("</", "<\\/")
        script = '<script src="/assets/prebid.js" defer></script>'
        return Markup(f'<script type="application/json" id="page-facts">{facts}</script>\n{script}')  # noqa: S704 - our own JSON

    def _facts(self) -> dict[str, Any]:
        """What the page tells its auction, and through it the bidders."""
        town, port = self._running.town, self._running.port
        ad_server = town.company_for(Role.AD_SERVER)
        return {
            "view": self._view, "domain": self._site.domain, "page": self._url, "city": town.home_place,
            "topics": [self._topic] if self._topic else [], "cattax": CATTAX,
            "fp": self._fp, "fp_source": town.company_for(Role.DATA).domain,
            "sellers": [self._site.domain, ad_server.domain],
            "timeout_ms": AUCTION_TIMEOUT_MS, "refresh_ms": REFRESH_MS,
            "house_url": ad_server.url("tags", port, f"/house?{urlencode(self._tag_facts(), doseq=True)}"),
            "bidders": [
                {"code": bidder.code, "endpoint": bidder.url("rtb", port, "/openrtb2")}
                for bidder in town.bidders if bidder.code in self._site.bidders
            ],
            "slots": [
                {"code": self._code(slot), "kind": slot.kind.value, "sizes": [[slot.width, slot.height]]}
                for slot in self._slots if slot.kind in AUCTIONED
            ],
        }  # fmt: skip

    def _code(self, slot: Slot) -> str:
        return slot.code(self._site)

    def _tag_facts(self) -> dict[str, Any]:
        told = {
            "v": self._view,
            "l": self._url,
            "c": self._running.town.home_place,
            "t": [self._topic] if self._topic else [],
            "f": self._fp,
        }
        return {name: value for name, value in told.items() if value is not None}

    def _fragment(self, slot: Slot) -> Markup:
        """The markup of one slot, as the company that fills it asks for it."""
        if slot.kind is SlotKind.CHUMBOX:
            return self._chumbox(slot)
        label = LABELS[self._site.theme]
        marked = f'<small style="display:block;font-size:11px;color:#777">{label}</small>' if label else ""
        inner = self._ad_server_tag(slot) if slot.kind is SlotKind.AD_SERVER else ""
        style = f"width:{slot.width}px;min-height:{slot.height}px;margin:0 auto"
        box = f'<div id="{self._code(slot)}" style="{style}">{inner}</div>'
        return Markup(f'<div style="width:{slot.width}px;max-width:100%;margin:0 auto">{marked}{box}</div>')  # noqa: S704 - our own markup

    def _ad_server_tag(self, slot: Slot) -> str:
        query = urlencode({**self._tag_facts(), "slot": slot.name, "w": slot.width, "h": slot.height}, doseq=True)
        company, port = self._running.town.company_for(Role.AD_SERVER), self._running.port
        if self._site.has_friendly_slot:
            return f'<script src="{escape(company.url("tags", port, f"/tag.js?{query}"))}"></script>'
        source = escape(company.url("tags", port, f"/frame?{query}"))
        size = f'width="{slot.width}" height="{slot.height}"'
        return f'<iframe src="{source}" {size} scrolling="no" style="border:0"></iframe>'

    def _chumbox(self, slot: Slot) -> Markup:
        box, company = f"nb-{self._code(slot)}", self._running.town.company_for(Role.NATIVE)
        query = urlencode({**self._tag_facts(), "slot": slot.name, "box": box}, doseq=True)
        source = escape(company.url("feed", self._running.port, f"/box.js?{query}"))
        return Markup(f'<div id="{box}"></div><script async src="{source}"></script>')  # noqa: S704 - our own markup
