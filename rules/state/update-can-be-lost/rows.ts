import { examples } from 'ha-ready/rule';

const controller = (body: string) => `<?php

namespace App\\Http\\Controllers;

use App\\Models\\Credit;
use Illuminate\\Http\\Request;
use Illuminate\\Support\\Facades\\DB;

class CreditController
{
    public function spend(Request $request)
    {
${body}

        return ['ok' => true];
    }
}
`;

const credit =
  '<?php\n\nnamespace App\\Models;\n\nuse Illuminate\\Database\\Eloquent\\Model;\n\nclass Credit extends Model\n{\n}\n';

const routes =
  "<?php\n\nuse App\\Http\\Controllers\\CreditController;\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/credits/spend', [CreditController::class, 'spend']);\nRoute::get('/up', fn () => 'ok');\n";

const view = (body: string) => `from django.db.models import F
from django.http import HttpResponse

from shop.models import Voucher


def healthz(request):
    voucher = Voucher.objects.get(code=request.GET["code"])
${body}
    voucher.save()
    return HttpResponse("ok")
`;

const models =
  'from django.db import models\n\n\nclass Voucher(models.Model):\n    code = models.CharField(max_length=20)\n    left = models.IntegerField()\n    seen = models.IntegerField()\n';

export default examples([
  {
    on: 'laravel-11',
    about: 'an amount that is taken off in code and saved; the database does it, or the row is locked',
    bad: {
      'routes/web.php': routes,
      'app/Models/Credit.php': credit,
      'app/Http/Controllers/CreditController.php': controller(
        "        $credit = Credit::where('user_id', $request->user()->id)->first();\n        «$credit->amount» -= $request->integer('price');\n        $credit->save();",
      ),
    },
    good: {
      'routes/web.php': routes,
      'app/Models/Credit.php': credit,
      'app/Http/Controllers/CreditController.php': controller(
        "        DB::transaction(function () use ($request) {\n            $credit = Credit::where('user_id', $request->user()->id)->lockForUpdate()->first();\n            $credit->amount -= $request->integer('price');\n            $credit->save();\n        });",
      ),
    },
  },
  {
    on: 'laravel-11',
    about: 'an amount that is put together from what was read and given to the update',
    bad: {
      'routes/web.php': routes,
      'app/Models/Credit.php': credit,
      'app/Http/Controllers/CreditController.php': controller(
        "        $credit = Credit::where('user_id', $request->user()->id)->first();\n        Credit::where('user_id', $request->user()->id)->update(['amount' => «$credit->amount + $request->integer('reward')»]);",
      ),
    },
    good: {
      'routes/web.php': routes,
      'app/Models/Credit.php': credit,
      'app/Http/Controllers/CreditController.php': controller(
        "        Credit::where('user_id', $request->user()->id)->increment('amount', $request->integer('reward'));",
      ),
    },
  },
  {
    on: 'django-5',
    about: 'what is left of a voucher is taken off in code; a count that goes up or down by one is no loss',
    bad: { 'shop/models.py': models, 'shop/views.py': view('    «voucher.left» -= int(request.GET["used"])') },
    good: {
      'shop/models.py': models,
      'shop/views.py': view('    voucher.left = F("left") - int(request.GET["used"])\n    voucher.seen += 1'),
    },
  },
  {
    on: 'django-5',
    about: 'a sum that is taken anew, and a row that nobody else has yet',
    good: {
      'shop/models.py': models,
      'shop/views.py': view(
        '    voucher.left = 0\n    for number in request.GET.getlist("number"):\n        voucher.left += int(number)\n    fresh = Voucher(code="new", left=9, seen=0)\n    fresh.left -= len(request.GET)\n    fresh.save()',
      ),
    },
  },
  {
    on: 'laravel-11',
    about: 'what objects keep under keys of their own is not put back where it was found',
    good: {
      'routes/web.php': routes,
      'app/Support/Kept.php':
        '<?php\n\nnamespace App\\Support;\n\nuse Illuminate\\Support\\Facades\\Cache;\n\nclass Kept\n{\n    public function __construct(private string $hash)\n    {\n    }\n\n    public function get()\n    {\n        return Cache::get($this->hash);\n    }\n\n    public function store(array $data): void\n    {\n        Cache::forever($this->hash, $data);\n    }\n}\n',
      'app/Http/Controllers/CreditController.php': controller(
        "        $totals = (new \\App\\Support\\Kept('totals'))->get();\n        $chart = array_merge($totals, [1]);\n        (new \\App\\Support\\Kept('chart'))->store($chart);",
      ),
    },
  },
]);
