import { examples } from 'ha-ready/rule';

const deployment = (live: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 3\n  selector:\n    matchLabels: { app: web }\n  template:\n    metadata:\n      labels: { app: web }\n    spec:\n      containers:\n        - name: web\n          image: registry.example.com/shop:5\n          livenessProbe:\n            httpGet:\n              path: ${live}\n              port: 3000\n          readinessProbe:\n            httpGet:\n              path: /readyz\n              port: 3000\n`;

const express = {
  'src/app.js':
    "import express from 'express';\nimport { pool } from './pool.js';\n\nexport const app = express();\n\napp.get('/livez', (request, response) => response.send('ok'));\n\napp.get('/readyz', async (request, response) => {\n  await pool.query('select 1');\n  response.send('ok');\n});\n",
};

const fastapi = {
  'shop/main.py':
    'from fastapi import FastAPI\n\nfrom .store import engine\n\napp = FastAPI()\n\n\n@app.get("/livez")\ndef live():\n    return {"ok": True}\n\n\n@app.get("/readyz")\ndef ready():\n    with engine.connect() as connection:\n        connection.execute("SELECT 1")\n    return {"ok": True}\n',
};

export default examples([
  {
    on: 'express-5',
    about: 'the probe that kills asks a path that asks the database; readiness may',
    bad: { ...express, 'k8s/web.yaml': deployment('«/readyz»') },
    fixed: { ...express, 'k8s/web.yaml': deployment('/livez') },
    good: { ...express, 'k8s/web.yaml': deployment('/livez') },
  },
  {
    on: 'fastapi-0',
    about: 'the same in Python',
    bad: { ...fastapi, 'k8s/web.yaml': deployment('«/readyz»') },
    good: { ...fastapi, 'k8s/web.yaml': deployment('/livez') },
  },
  {
    on: 'express-5',
    about: 'a path that no route of the app is known for is not judged',
    good: { ...express, 'k8s/web.yaml': deployment('/metrics') },
  },
]);
