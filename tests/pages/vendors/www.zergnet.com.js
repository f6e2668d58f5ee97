// Stands for ZergNet: a table-like grid of teasers that all lead through zergnet.com.
(() => {
  const teasers = ["Actors who vanished after one hit", "The kitchen gadget chefs keep hidden", "Cars that were banned for being too fast", "What is really in that salad"];
  document.querySelectorAll("[id^='zergnet-widget']").forEach((root) => {
    root.innerHTML = `<div class="zerglayoutcl"><div class="zergheader">From around the web</div>${teasers.map((title, place) => `<div class="zergentity" style="float: left; width: 160px; margin: 5px"><a class="zergimg" rel="nofollow" target="_blank" href="https://www.zergnet.com/i/58${place}/612/0/0/1/${place}"><img width="160" height="110" src="https://img${place}.zergnet.com/58${place}_160x110.png"></a><div class="zergheadline"><a rel="nofollow" target="_blank" href="https://www.zergnet.com/i/58${place}/612/0/0/1/${place}">${title}</a></div></div>`).join("")}<div style="clear: both"></div></div>`;
  });
})();
