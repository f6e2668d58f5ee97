// Stands for Taboola's loader: fills each container that the page pushed with a box of paid links.
(() => {
  const stories = [
    ["Dentists stunned: the two-minute habit after meals", "BrightSmile Weekly", "https://brightsmile.example/habit"],
    ["The most practical bikes for older riders", "Vélo Confort", "https://velo-confort.example/seniors"],
    ["Born before 1969? See what your house is worth", "Roof & Value", "https://roofvalue.example/quote"],
    ["This game has no install: play it in your browser", "Ironhold", "https://ironhold.example/play"],
    ["Enough of weak coffee? Try this instead", "Crema", "https://crema.example/machine"],
    ["Solar panels: what nobody tells you about prices", "Sunfair", "https://sunfair.example/prices"],
  ];
  const own = ["Council votes again on the bridge", "/news/bridge-vote"];
  const click = (url) => `https://trc.taboola.com/harbour/log/3/click?pi=%2Fnews&redir=${encodeURIComponent(url)}&vi=1763`;
  function item([title, brand, url]) {
    return `<div class="videoCube trc_spotlight_item origin-default textItem thumbnail_start videoCube_1_child syndicatedItem" data-item-syndicated="true" style="width: 31%; display: inline-block; vertical-align: top; margin: 4px">
      <a class="item-thumbnail-href" href="${click(url)}" rel="nofollow noopener sponsored" target="_blank"><div class="thumbBlock_holder"><span class="thumbBlock" style="background-image: url(https://images.taboola.com/taboola/image/fetch/${brand.length}-200x120.png); display: block; width: 100%; height: 110px"></span></div></a>
      <a class="item-label-href" href="${click(url)}" rel="nofollow noopener sponsored" target="_blank"><span class="video-label-box"><span class="video-label video-title trc_ellipsis" role="link">${title}</span><span class="branding composite-branding">${brand}</span></span></a></div>`;
  }
  const ownItem = () => `<div class="videoCube trc_spotlight_item origin-undefined thumbnail_start recommended" data-item-syndicated="false" style="width: 31%; display: inline-block; vertical-align: top; margin: 4px">
      <a class="item-thumbnail-href" href="${own[1]}"><span class="thumbBlock" style="background-image: url(/img/bridge-200x120.png); display: block; height: 110px"></span><span class="video-label">${own[0]}</span></a></div>`;
  function fill({ container, mode, placement }) {
    const holder = document.getElementById(container);
    if (!holder || holder.firstElementChild) return;
    const count = mode?.includes("rail") ? 3 : 5;
    const start = (placement || "").length % 3;
    const chosen = Array.from({ length: count }, (_, position) => stories[(start + position) % stories.length]);
    holder.innerHTML = `<div class="trc_related_container trc_spotlight_widget"><div class="trc_rbox_header trc_rbox_border_elm"><span class="trc_rbox_header_span">You May Like</span>
      <a class="trc_attribution_position_top" href="https://popup.taboola.com/en/?template=colorbox&utm_source=harbour"><span>by Taboola</span></a> <span class="trc_header_sponsored">Sponsored Links</span></div>
      <div class="trc_rbox_outer"><div class="trc_rbox_div">${chosen.map(item).join("")}${mode?.includes("mixed") ? ownItem() : ""}</div></div></div>`;
  }
  const queue = window._taboola || [];
  window._taboola = { push: (one) => one.container && fill(one) };
  queue.forEach(window._taboola.push);
})();
