import { examples } from 'ha-ready/rule';

const app = (middleware: string) => `from flask import Flask


class BehindProxy:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
${middleware}
        return self.app(environ, start_response)


app = Flask(__name__)
app.wsgi_app = BehindProxy(app.wsgi_app)


@app.get("/healthz")
def healthz():
    return "ok"
`;

export default examples([
  {
    on: 'flask-3',
    about: "a middleware of the app's own that takes the name of the host from whoever sends it; from known peers only",
    bad: {
      'shop/__init__.py': app(
        '        host = «environ.get("HTTP_X_FORWARDED_HOST", "")»\n        if host:\n            environ["HTTP_HOST"] = host',
      ),
    },
    good: {
      'shop/__init__.py': app(
        '        host = environ.get("HTTP_X_FORWARDED_HOST", "")\n        if host and environ["REMOTE_ADDR"] == "10.0.0.2":\n            environ["HTTP_HOST"] = host',
      ),
    },
  },
  {
    on: 'flask-3',
    about:
      'the first address of a list that each proxy only adds to, for a limit of logins; one that is taken of a known peer',
    bad: {
      'app.py':
        'from flask import Flask, request\n\napp = Flask(__name__)\n\n\ndef client():\n    told = «request.headers.get("X-Forwarded-For")»\n    if told:\n        return told.split(",")[0].strip()\n    return request.remote_addr\n\n\n@app.post("/login")\ndef login():\n    return {"from": client()}\n',
    },
    good: {
      'app.py':
        'from flask import Flask, request\n\napp = Flask(__name__)\n\n\ndef client():\n    told = request.headers.get("X-Forwarded-For")\n    if told and request.remote_addr in ("10.0.0.4", "10.0.0.5"):\n        return told.split(",")[0].strip()\n    return request.remote_addr\n\n\n@app.post("/login")\ndef login():\n    return {"from": client()}\n',
    },
  },
  {
    on: 'flask-3',
    about: 'the last address is that of who asked the balancer',
    good: {
      'app.py':
        'from flask import Flask, request\n\napp = Flask(__name__)\n\n\n@app.post("/login")\ndef login():\n    told = request.headers.get("X-Forwarded-For", request.remote_addr)\n    return {"from": told.split(",")[-1].strip()}\n',
    },
  },
]);
