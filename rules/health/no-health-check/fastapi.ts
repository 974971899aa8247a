import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    bad: {
      'app/main.py': 'from fastapi import FastAPI\n\napp = «FastAPI()»\n',
    },
    fixed: {
      'app/main.py':
        'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/healthz")\ndef healthz():\n    return {"status": "ok"}\n\n',
    },
    good: {
      'app/main.py':
        'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/api/v1/health-check/")\ndef health_check():\n    return True\n',
    },
  },
]);
