// Stands for Google's publisher tag: queues commands, defines slots, and fills a slot the way the real tag does.
// The last part of the ad unit path names the creative: /6355419/harbour/mpu.tents shows creatives/tents.html.
(() => {
  const tag = (window.googletag = window.googletag || { cmd: [] });
  const slots = [];
  const state = { lazy: false, initial: true };
  const listeners = {};
  let number = 0;
  function fill(slot, creative) {
    const holder = document.getElementById(slot.id);
    if (!holder) return;
    const [width, height] = slot.size;
    const base = `google_ads_iframe_${slot.path}_${slot.number}`;
    holder.setAttribute("data-google-query-id", "CK" + slot.number + "x9PiQ4ECFQ");
    holder.replaceChildren();
    const container = document.createElement("div");
    container.id = base + "__container__";
    container.style.cssText = `border: 0pt none; margin: auto; text-align: center; width: ${width}px; height: ${height}px;`;
    const frame = document.createElement("iframe");
    frame.id = base;
    frame.name = slot.safe ? `1-0-40;1842;<!doctype html>` : "";
    frame.title = "3rd party ad content";
    frame.width = width;
    frame.height = height;
    Object.assign(frame, { scrolling: "no", frameBorder: "0" });
    frame.style.cssText = "border: 0px; vertical-align: bottom;";
    container.append(frame);
    holder.append(container);
    if (slot.safe) frame.src = `https://tpc.googlesyndication.com/safeframe/1-0-40/html/container.html?c=${creative}`;
    else {
      frame.contentDocument.open();
      fetch(`https://securepubads.g.doubleclick.net/gampad/ads?creative&c=${creative}`).then((one) => one.text()).then((markup) => {
        frame.contentDocument.write(markup);
        frame.contentDocument.close();
        (listeners.slotRenderEnded || []).forEach((heard) => heard({ slot: slot.api, isEmpty: false, size: slot.size }));
      });
    }
  }
  function show(slot) {
    const creative = slot.path.split(".").pop();
    if (creative === "empty") return;
    if (!state.lazy) return fill(slot, creative);
    const holder = document.getElementById(slot.id);
    new IntersectionObserver((seen, watch) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      watch.disconnect();
      fill(slot, creative);
    }, { rootMargin: "150px" }).observe(holder);
  }
  function define(path, size, id) {
    const first = Array.isArray(size[0]) ? size[0] : size;
    const slot = { path, size: first, id, number: number++, safe: /\/sf\//.test(path) };
    slot.api = {
      addService: () => slot.api, setTargeting: () => slot.api, defineSizeMapping: () => slot.api, setCollapseEmptyDiv: () => slot.api,
      getSlotElementId: () => id, getAdUnitPath: () => path, getTargetingMap: () => ({}), getTargetingKeys: () => [],
      getResponseInformation: () => ({ advertiserId: 4550, creativeId: 1381 + slot.number, lineItemId: 77 }),
      setForceSafeFrame: () => { slot.safe = true; return slot.api; },
    };
    slots.push(slot);
    return slot.api;
  }
  const service = {
    enableSingleRequest() {}, collapseEmptyDivs() {}, setTargeting() { return service; }, disableInitialLoad() { state.initial = false; },
    enableLazyLoad() { state.lazy = true; }, addEventListener(name, heard) { (listeners[name] ||= []).push(heard); },
    getSlots: () => slots.map(({ api }) => api), getTargeting: () => [], getTargetingKeys: () => [],
    refresh(which) { slots.filter(({ api }) => !which || which.includes(api)).forEach(show); },
  };
  Object.assign(tag, {
    apiReady: true, pubadsReady: true, defineSlot: define, defineOutOfPageSlot: (path, id) => define(path, [320, 50], id),
    pubads: () => service, enableServices() {}, companionAds: () => service, sizeMapping: () => ({ addSize() { return this; }, build: () => [] }),
    display(id) { if (state.initial) slots.filter((slot) => slot.id === id).forEach(show); },
  });
  const waiting = tag.cmd;
  tag.cmd = { push: (...commands) => commands.forEach((command) => command()) };
  waiting.forEach((command) => command());
})();
