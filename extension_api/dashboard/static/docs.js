// Shows the OpenAPI document of this service. Everything on the page is served by it.

// This release of Swagger UI refuses documents of version 3.1, though it can draw all that ours uses; so the copy that is
// drawn calls itself 3.0. The document itself stays as it is: see /api/v1/openapi.json.
const DRAWN_VERSION = "3.0.3";

const answer = await fetch("/api/v1/openapi.json");
const spec = { ...(await answer.json()), openapi: DRAWN_VERSION };
window.SwaggerUIBundle({ spec, dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null, defaultModelsExpandDepth: 0 });
