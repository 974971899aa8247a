import { examples } from 'ha-ready/rule';

const controller = (lines: string) =>
  `<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Support\\Facades\\Cache;\n\nclass VisitController\n{\n    public function store(string $page)\n    {\n${lines}    }\n}\n`;

export default examples([
  {
    on: 'laravel-11',
    about: 'a counter that is read and put back; the store can count by itself',
    bad: {
      'app/Http/Controllers/VisitController.php': controller(
        "        «Cache::put('visits', Cache::get('visits', 0) + 1)»;\n",
      ),
    },
    good: { 'app/Http/Controllers/VisitController.php': controller("        Cache::increment('visits');\n") },
  },
  {
    on: 'laravel-11',
    about: 'a list that gets an item, under a key that is made from the request; under a lock it is safe',
    bad: {
      'app/Http/Controllers/VisitController.php': controller(
        '        $seen = Cache::get("seen.$page", []);\n        $seen[] = request()->ip();\n        «Cache::put("seen.$page", $seen, 3600)»;\n',
      ),
    },
    good: {
      'app/Http/Controllers/VisitController.php': controller(
        '        Cache::lock("lock.$page", 5)->get(function () use ($page) {\n            $seen = Cache::get("seen.$page", []);\n            $seen[] = request()->ip();\n            Cache::put("seen.$page", $seen, 3600);\n        });\n',
      ),
    },
  },
  {
    on: 'laravel-11',
    about: 'a value that is made anew when it is missing replaces nothing',
    good: {
      'app/Http/Controllers/VisitController.php': controller(
        "        $rates = Cache::get('rates');\n        if (! $rates) {\n            $rates = Rates::today();\n            Cache::put('rates', $rates, 3600);\n        }\n",
      ),
    },
  },
  {
    on: 'laravel-11',
    about: 'what was found out for one key is kept for a while beside that for others: whoever misses it asks again',
    good: {
      'app/Http/Controllers/VisitController.php': controller(
        '        $titles = Cache::get("titles", []);\n        $titles[$page] = Pages::titleOf($page);\n        Cache::put("titles", $titles, 3600);\n',
      ),
    },
  },
  {
    on: 'laravel-11',
    about: 'a table that takes one field over as it stood and is made anew beside that; a field that is counted up',
    bad: {
      'app/Http/Controllers/VisitController.php': controller(
        "        $found = Cache::get(\"visit.$page\", []);\n        $data = ['state' => 'seen', 'count' => ($found['count'] ?? 0) + 1];\n        $data['by'] = request()->ip();\n        «Cache::put(\"visit.$page\", $data, 3600)»;\n",
      ),
    },
    good: {
      'app/Http/Controllers/VisitController.php': controller(
        "        $found = Cache::get(\"visit.$page\", []);\n        $data = ['state' => 'seen', 'begun' => $found['begun'] ?? now()];\n        $data['by'] = request()->ip();\n        Cache::put(\"visit.$page\", $data, now()->addHour());\n",
      ),
    },
  },
]);
