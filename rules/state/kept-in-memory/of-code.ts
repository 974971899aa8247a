import { examples } from 'ha-ready/rule';

const settings =
  'INSTALLED_APPS = ["shop"]\nROOT_URLCONF = "shop.urls"\nPAYMENTS = {"card": "shop.cards.Cards", "bill": "shop.bills.Bills"}\n';
const urls =
  'from django.urls import path\n\nfrom shop import views\n\nurlpatterns = [path("pay/<str:way>/", views.pay), path("ways/", views.ways)]\n';
const views =
  'from django.http import HttpResponse\n\nfrom shop.payments import payment_for, names\n\n\ndef pay(request, way):\n    payment_for(request.POST["way"]).pay(request.POST["total"])\n    return HttpResponse("ok")\n\n\ndef ways(request):\n    return HttpResponse(", ".join(names()))\n';
const payments = (table: string, fill: string) =>
  `from django.conf import settings\nfrom django.utils.module_loading import import_string\n\nfrom shop.models import Way\n\n${table} = {}\n\n\ndef payment_for(name):\n    if len(_ways) < 2:\n${fill}    return _ways[name]\n\n\ndef names():\n    return sorted(_ways)\n`;
const models =
  'from django.db import models\n\n\nclass Way(models.Model):\n    name = models.TextField()\n    rate = models.TextField()\n';

const steps = (name: string) =>
  `const ${name} = {};\n\nexport function stepOf(name, start) {\n  steps[name] = { ...steps[name], start };\n  return steps[name];\n}\n\nexport const all = () => Object.entries(steps);\n`;
const server = (answer: string) =>
  `import express from 'express';\nimport { all, stepOf } from './steps.js';\n\nconst app = express();\nconst opening = { rate: 19 };\napp.get('/steps', (req, res) => res.json(all()));\napp.get('/steps/:name', (req, res) => ${answer});\napp.listen(3000);\n`;

/** What every process makes of the same code and settings. */
export default examples([
  {
    on: 'django-5',
    about: 'a table that the first request fills from the settings; one with what a request or a row says',
    bad: {
      'shop/settings.py': settings,
      'shop/urls.py': urls,
      'shop/views.py': views,
      'shop/models.py': models,
      'shop/payments.py': payments(
        '«_ways»',
        '        for way in Way.objects.all():\n            _ways[way.name] = way.rate\n        _ways[name] = name\n',
      ),
    },
    good: {
      'shop/settings.py': settings,
      'shop/urls.py': urls,
      'shop/views.py': views,
      'shop/models.py': models,
      'shop/payments.py': payments(
        '_ways',
        '        for alias, way in settings.PAYMENTS.items():\n            _ways[alias] = import_string(way)()\n',
      ),
    },
  },
  {
    on: 'express-5',
    about: 'a table of steps under names that the code gives them; names that a request gives',
    bad: {
      'src/steps.js': steps('«steps»'),
      'src/server.js': server('res.json(stepOf(req.params.name, opening))'),
    },
    good: {
      'src/steps.js': steps('steps'),
      'src/server.js': server("res.json(stepOf('taxes', opening))"),
    },
  },
  {
    on: 'express-5',
    about: 'a count under a name of the code, and a switch that a request turns',
    bad: {
      'src/steps.js': steps('«steps»').replace('{ ...steps[name], start }', '(steps[name] ?? 0) + 1'),
      'src/server.js': server("res.json(stepOf('taxes', opening))"),
    },
  },
  {
    on: 'express-5',
    about: 'a switch that a request turns',
    bad: {
      'src/steps.js': steps('«steps»').replace('{ ...steps[name], start }', 'true'),
      'src/server.js': server("res.json(stepOf('taxes', opening))"),
    },
  },
]);
