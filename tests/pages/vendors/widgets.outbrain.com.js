// Stands for Outbrain's widget script: fills every .OUTBRAIN element.
(() => {
  const paid = [
    ["Mieterhöhung? Diese Klausel kennt kaum jemand", "Mietrecht Kompakt", "https://mietrecht-kompakt.example/klausel"],
    ["This robot mower maps your garden by itself", "Lawnling", "https://lawnling.example/mow"],
    ["Warum Hörgeräte jetzt so klein sind", "HörKlar", "https://hoerklar.example/test"],
    ["What your gait says about your knees", "StrideLab", "https://stridelab.example/gait"],
  ];
  const own = [["Hafenfest: das Programm am Sonntag", "/kultur/hafenfest"], ["How the lock gates were saved", "/history/lock"]];
  const click = (url) => `https://paid.outbrain.com/network/redir?p=eyJ0&c=1af&v=3&obOrigUrl=true&url=${encodeURIComponent(url)}`;
  document.querySelectorAll(".OUTBRAIN").forEach((holder, number) => {
    const widget = holder.dataset.widgetId || "AR_1";
    const unit = ([title, source, url], position) => `<li class="ob-dynamic-rec-container ob-recIdx-${position} ob-p" data-pos="${position}" style="width: 47%; float: left; list-style: none; margin: 1%">
      <a class="ob-dynamic-rec-link" href="${click(url)}" rel="nofollow noopener" target="_blank"><div class="ob-image-ratio" style="height: 120px"></div><span class="ob-unit ob-rec-image-container" data-type="Image"><img class="ob-rec-image ob-show" width="240" height="120" src="https://images.outbrainimg.com/transform/${number}${position}-240x120.png" alt=""></span>
      <span class="ob-unit ob-rec-source" data-type="Source">${source}</span><span class="ob-unit ob-rec-text">${title}</span></a></li>`;
    const organic = ([title, path], position) => `<li class="ob-dynamic-rec-container ob-recIdx-${position} ob-o" style="width: 47%; float: left; list-style: none; margin: 1%"><a class="ob-dynamic-rec-link" href="${path}"><span class="ob-rec-image-container"><img width="240" height="120" src="/img/own${position}-240x120.png" alt=""></span><span class="ob-unit ob-rec-text">${title}</span></a></li>`;
    const units = widget.startsWith("SB") ? paid.slice(0, 2).map(unit) : [...paid.map(unit), ...own.map((one, position) => organic(one, position + 4))];
    holder.innerHTML = `<div class="ob-widget ob-feed-layout ${widget}" data-dynamic-truncate="true" style="overflow: hidden"><div class="ob-widget-section ob-first"><div class="ob-widget-header">${document.documentElement.lang.startsWith("de") ? "Das könnte Sie auch interessieren" : "Recommended for you"}</div>
      <a class="ob_what" href="https://www.outbrain.com/what-is/default/en" rel="nofollow">Recommended by <span class="ob_logo"></span></a></div><ul class="ob-widget-items-container" style="padding: 0">${units.join("")}</ul></div>`;
  });
})();
