import { examples } from 'ha-ready/rule';

const config = (lines: string) =>
  `<?php\n\nreturn [\n    'default' => 'mysql',\n    'connections' => [\n        'mysql' => [\n            'driver' => 'mysql',\n${lines}        ],\n    ],\n];\n`;
const split =
  "            'read' => [\n                'host' => ['10.0.0.12', '10.0.0.13'],\n            ],\n            'write' => [\n                'host' => ['10.0.0.11'],\n            ],\n";

export default examples([
  {
    on: 'laravel-11',
    about: 'reads have hosts of their own and nothing holds them back after a write',
    bad: { 'config/database.php': config(split.replace("['10.0.0.12', '10.0.0.13']", "«['10.0.0.12', '10.0.0.13']»")) },
    good: { 'config/database.php': config(`${split}            'sticky' => true,\n`) },
  },
  {
    on: 'laravel-11',
    about: 'the repair says so beside the driver',
    bad: { 'config/database.php': config(split.replace("['10.0.0.12', '10.0.0.13']", "«['10.0.0.12', '10.0.0.13']»")) },
    fixed: {
      'config/database.php': config(`            'sticky' => true,\n${split}`),
    },
  },
  {
    on: 'laravel-11',
    about: 'a switch that is off is turned on',
    bad: {
      'config/database.php': config(
        `${split.replace("['10.0.0.12', '10.0.0.13']", "«['10.0.0.12', '10.0.0.13']»")}            'sticky' => false,\n`,
      ),
    },
    fixed: { 'config/database.php': config(`${split}            'sticky' => true,\n`) },
  },
  {
    on: 'laravel-11',
    about: 'one host reads and writes: there is nothing to keep in step',
    good: { 'config/database.php': config("            'host' => '10.0.0.11',\n") },
  },
]);
