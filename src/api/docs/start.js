// Shows the description of the API. Runs in the browser.
SwaggerUIBundle({
  url: '/v1/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  // It would send the address of the description to a server elsewhere.
  validatorUrl: null,
});
