// Every way a page or another extension can speak to a loopback service, tried one after the other. Gives for each what
// it could read. Run by the test in pages and in the workers of hostile extensions.
async ({ target, closed, open }) => {
  const WAIT_MS = 2500;
  const event = { type: "visit", id: "forged", time: "2026-11-02T09:10:00Z", url: "https://forged.example/", domain: "forged.example" };
  const bodies = {
    "/api/v1/events": { events: [event] },
    "/api/v1/settings": { retention_days: 1, show_sensitive: true, use_stated_evidence: true, place: "forged" },
    "/api/v1/visits": { ids: ["v0"] },
    "/api/v1/pairings": { attempt_id: "a", proof: "0".repeat(64), name: "forged" },
    "/api/v1/dashboard-sessions": { code: "0000-0000" },
    "/api/v1/tokens": { name: "forged", scopes: ["admin"] },
  };
  const bodyOf = (path) => JSON.stringify(bodies[path] ?? {});
  const within = (promise) =>
    Promise.race([promise, new Promise((resolve) => setTimeout(resolve, WAIT_MS, "")).then(() => "")]).catch(() => "");
  const read = {};
  const note = async (vector, path, promise) => {
    const text = await within(promise);
    if (text) read[`${vector} ${path}`] = String(text).slice(0, 200);
  };

  const fetches = [];
  for (const [method, path] of [...closed, ...open]) {
    const url = target + path;
    const body = method === "GET" ? undefined : bodyOf(path);
    // A refusal in one sentence is no answer: what is counted is an answer that was given.
    const text = async (response) => (response.ok || response.type === "opaque" ? response.text() : "");
    const variants = {
      plain: { method, body },
      "no-cors": { method: method === "GET" ? "GET" : "POST", mode: "no-cors", body, headers: { "Content-Type": "text/plain" } },
      json: { method, body, headers: { "Content-Type": "application/json", Authorization: "Bearer guess" } },
      cookies: { method, body, credentials: "include", headers: body && { "Content-Type": "application/json" } },
    };
    for (const [name, options] of Object.entries(variants)) {
      fetches.push(note(`fetch ${name} ${method}`, path, fetch(url, options).then(text)));
    }
  }
  await Promise.all(fetches);

  await note("web socket", "/api/v1/events", new Promise((resolve) => {
    const socket = new WebSocket(`${target.replace("http", "ws")}/api/v1/events`);
    socket.onopen = () => socket.send(bodyOf("/api/v1/events"));
    socket.onmessage = ({ data }) => resolve(data);
    socket.onerror = socket.onclose = () => resolve("");
  }));
  if (typeof EventSource !== "undefined") {
    await note("event source", "/api/v1/impressions", new Promise((resolve) => {
      const source = new EventSource(`${target}/api/v1/impressions`);
      source.onmessage = ({ data }) => resolve(data);
      source.onerror = () => { source.close(); resolve(""); };
    }));
  }
  if (typeof document === "undefined") return read;

  const element = (vector, path, tag, attributes, reading = () => "loaded") =>
    note(vector, path, new Promise((resolve) => {
      const added = Object.assign(document.createElement(tag), attributes);
      added.onload = () => resolve(reading(added));
      added.onerror = () => resolve("");
      document.body.append(added);
    }));
  const frameText = (frame) => {
    try {
      return frame.contentDocument ? frame.contentDocument.body.innerText : "";
    } catch {
      return "";
    }
  };
  for (const [method, path] of closed.filter(([method]) => method === "GET")) {
    await Promise.all([
      element("script", path, "script", { src: target + path }),
      element("image", path, "img", { src: target + path }),
      element("style", path, "link", { rel: "stylesheet", href: target + path }),
      element("frame", path, "iframe", { src: target + path }, frameText),
      element("object", path, "object", { data: target + path }, frameText),
    ]);
  }
  for (const [, path] of closed.filter(([method]) => method !== "GET")) {
    navigator.sendBeacon(target + path, bodyOf(path));
    navigator.sendBeacon(target + path, new Blob([bodyOf(path)], { type: "application/json" }));
    const form = Object.assign(document.createElement("form"), { method: "post", action: target + path, enctype: "text/plain", target: "into" });
    const field = Object.assign(document.createElement("input"), { name: bodyOf(path).slice(0, -1) + ', "x": "', value: '"}' });
    form.append(field);
    document.body.append(Object.assign(document.createElement("iframe"), { name: "into" }), form);
    form.submit();
  }
  await new Promise((resolve) => setTimeout(resolve, 700));
  return read;
}
