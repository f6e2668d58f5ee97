// Stands for the AMP runtime: lays out amp-img, amp-ad and amp-embed; an ad shows its placeholder until its frame came.
(() => {
  if (window.AMP) return; // each AMP extension asks for a script of its own
  window.AMP = {};
  const hosts = { doubleclick: "https://d-21842.ampproject.net/2410/frame.html", adsense: "https://googleads.g.doubleclick.net/pagead/ads", taboola: "https://d-21842.ampproject.net/2410/frame.html", a9: "https://d-21842.ampproject.net/2410/frame.html" };
  function layout(element) {
    element.classList.add("i-amphtml-element", "i-amphtml-layout-fixed", "i-amphtml-layout");
    element.style.display = "inline-block";
    element.style.position = "relative";
    element.style.width = `${element.getAttribute("width")}px`;
    element.style.height = `${element.getAttribute("height")}px`;
  }
  document.querySelectorAll("amp-img, amp-ad, amp-embed, amp-youtube, amp-iframe, amp-twitter").forEach(layout);
  document.querySelectorAll("amp-img").forEach((image) => {
    const inner = new Image();
    inner.src = image.getAttribute("src");
    inner.className = "i-amphtml-fill-content i-amphtml-replaced-content";
    inner.style.cssText = "width: 100%; height: 100%;";
    image.append(inner);
  });
  document.querySelectorAll("amp-ad, amp-embed").forEach((ad, number) => {
    if (ad.dataset.never !== undefined) return;
    const frame = document.createElement("iframe");
    frame.className = "i-amphtml-fill-content";
    frame.width = ad.getAttribute("width");
    frame.height = ad.getAttribute("height");
    frame.style.border = "0";
    frame.title = "3rd party ad content";
    frame.src = `${hosts[ad.getAttribute("type")]}?n=${number}&c=${ad.dataset.c}`;
    setTimeout(() => { ad.querySelector("[placeholder]")?.remove(); ad.append(frame); }, 150 + 100 * number);
  });
  document.querySelectorAll("amp-iframe, amp-youtube, amp-twitter").forEach((one) => {
    const frame = document.createElement("iframe");
    frame.style.cssText = "border: 0; width: 100%; height: 100%;";
    frame.src = one.getAttribute("src") || (one.localName === "amp-youtube" ? `https://www.youtube.com/embed/${one.dataset.videoid}` : `https://platform.twitter.com/embed/Tweet.html?id=${one.dataset.tweetid}`);
    one.append(frame);
  });
})();
