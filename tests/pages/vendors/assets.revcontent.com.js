// Stands for Revcontent: finds its placeholders by data-rc-widget or #rcjsload_…, and writes a list of sponsored items.
(() => {
  const items = [["Retire in the sun: a map of cheap coasts", "SunMap", "https://sunmap.example/coasts"], ["The knee sleeve everyone orders twice", "Kneeva", "https://kneeva.example/sleeve"], ["Grandmother's mending trick goes viral", "Stitchery", "https://stitchery.example/mend"]];
  document.querySelectorAll("[data-rc-widget], [id^='rcjsload_']").forEach((root) => {
    const list = items.map(([headline, provider, url], place) => `<div class="rc-item rc-${place}" style="width: 200px; float: left; margin: 6px"><a class="rc-cta" rel="nofollow sponsored noopener" target="_blank" href="https://trends.revcontent.com/click.php?d=ew0&url=${encodeURIComponent(url)}"><div class="rc-photo-container"><div class="rc-photo" style="background: #c9d3d0 url(https://img.revcontent.com/?url=${place}-200x112.png); height: 112px"></div></div><div class="rc-headline">${headline}</div><div class="rc-provider">${provider}</div></a></div>`);
    root.innerHTML = `<div class="rc-uid-9 rc-wc"><div class="rc-h"><span class="rc-headline-top">Trending Today</span> <span class="rc-sponsored">Ads by Revcontent</span></div><div class="rc-w" style="overflow: hidden">${list.join("")}</div></div>`;
  });
})();
