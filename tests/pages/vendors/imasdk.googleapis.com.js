// Stands for the IMA SDK: an ad container over the content video, a bridge frame, a VAST request, a skip button.
(() => {
  window.google = window.google || {};
  window.google.ima = {
    start(video, tagUrl, { creative = "crema", seconds = 20 } = {}) {
      fetch(tagUrl).catch(() => {});
      const holder = video.parentElement;
      const box = document.createElement("div");
      box.className = "ima-ad-container";
      box.style.cssText = "position: absolute; inset: 0;";
      const bridge = document.createElement("iframe");
      bridge.src = "https://imasdk.googleapis.com/js/core/bridge3.665.0_en.html#goog_1128";
      bridge.allow = "autoplay; attribution-reporting";
      bridge.style.cssText = "border: 0; opacity: 1; margin: 0; padding: 0; position: absolute; width: 100%; height: 100%;";
      bridge.src = bridge.src.replace("#", `?c=${creative}#`);
      const ad = document.createElement("video");
      ad.src = `https://redirector.gvt1.com/videoplayback/id/${creative}/itag/343/file.mp4`;
      ad.style.cssText = "position: absolute; width: 100%; height: 100%; background: #102;";
      box.append(ad, bridge);
      holder.append(box);
      setTimeout(() => box.remove(), seconds * 1000);
    },
  };
})();
