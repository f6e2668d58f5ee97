// Stands for AdSense: every ins.adsbygoogle gets a host element and a frame from googleads.g.doubleclick.net.
(() => {
  const creatives = ["tax", "hearing", "roof", "vpn", "course", "pans"];
  let number = 1;
  function fill(ins) {
    if (ins.dataset.adsbygoogleStatus || ins.offsetWidth === 0) return;
    ins.dataset.adsbygoogleStatus = "done";
    const width = Math.min(ins.offsetWidth, Number.parseInt(ins.style.width, 10) || 970);
    const height = Number.parseInt(ins.style.height, 10) || (ins.dataset.adFormat === "fluid" ? 180 : 280);
    const creative = creatives[Number(ins.dataset.adSlot || 0) % creatives.length];
    const host = document.createElement("div");
    host.id = `aswift_${number}_host`;
    host.style.cssText = `border: none; height: ${height}px; width: ${width}px; margin: 0; padding: 0; position: relative; visibility: visible; display: inline-block;`;
    const frame = document.createElement("iframe");
    frame.id = frame.name = `aswift_${number++}`;
    frame.style.cssText = `left: 0; position: absolute; top: 0; border: 0; width: ${width}px; height: ${height}px;`;
    frame.setAttribute("allow", "attribution-reporting; run-ad-auction");
    frame.sandbox = "allow-forms allow-popups allow-popups-to-escape-sandbox allow-same-origin allow-scripts";
    frame.src = `https://googleads.g.doubleclick.net/pagead/ads?client=${ins.dataset.adClient}&output=html&h=${height}&w=${width}&c=${creative}`;
    host.append(frame);
    ins.style.height = `${height}px`;
    ins.dataset.adStatus = "filled";
    ins.append(host);
  }
  const all = () => document.querySelectorAll("ins.adsbygoogle").forEach((ins) => ins.dataset.adTest !== "unfilled" && fill(ins));
  window.adsbygoogle = { loaded: true, push: all };
  all();
  addEventListener("load", all);
})();
