// Stands for MGID's widget: a shadow-less grid with class names of its own, inserted into the composite container.
(() => {
  const teasers = [["8 Fakten über Wasserfilter", "https://wasserklar.example/fakten"], ["She opened the old chest. Look inside", "https://tresor-tales.example/chest"], ["Как выбрать матрас для спины", "https://matras-son.example/spina"], ["Top 10 city cars of the year", "https://cityauto.example/top"]];
  document.querySelectorAll("[id*='ScriptRootC'], [data-type='_mgwidget']").forEach((root, box) => {
    const lines = teasers.map(([title, url], place) => `<div class="mgline teaser-${187 + place}" style="display: inline-block; width: 23%; vertical-align: top; margin: 0 .5%"><div class="image-with-text"><div class="mcimg"><div class="image-container"><a target="_blank" href="https://www.mgid.com/ghits/187${place}/i/57/0/pp/${box}/1?h=xY&redirect=${encodeURIComponent(url)}"><img class="mcimg" width="170" height="128" src="https://s-img.mgid.com/g/${place}/492x277/170x128.png" alt=""></a></div></div>
      <div class="text-elements"><div class="text_on_hover"><div class="mctitle"><a target="_blank" href="https://www.mgid.com/ghits/187${place}/i/57/0/pp/${box}/1?h=xY&redirect=${encodeURIComponent(url)}">${title}</a></div></div></div></div></div>`);
    root.innerHTML = `<div class="mgbox"><div class="mgheader"><span class="mghead">Promoted Content</span> <a class="mg_addad" href="https://widgets.mgid.com/?utm_source=widget" target="_blank"><img width="80" height="15" src="https://cdn.mgid.com/images/mgid/80x15.png"></a></div>${lines.join("")}</div>`;
  });
})();
