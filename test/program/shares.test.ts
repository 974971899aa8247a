import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CodeModule } from '../../src/code/model.js';
import { extractorOf } from '../../src/extract/extract.js';
import { programOf } from '../../src/program/program.js';
import { linkShares } from '../../src/program/shares.js';
import type { Source } from '../../src/read/source.js';
import { loadCatalogues, loadTechnologies } from '../../src/technologies/load.js';

const extractor = extractorOf(await loadTechnologies());
const catalogues = await loadCatalogues();

/** A small shop in each language, in which every file calls others in the ways that apps of its kind do. */
const shops: readonly { language: string; bar: number; files: Readonly<Record<string, string>> }[] = [
  { language: 'javascript', bar: 90, files: {
    'package.json': '{"type":"module","dependencies":{"express":"5"}}',
    'app.js': "import express from 'express';\nimport { orders } from './routes/orders.js';\nimport * as stock from './stock.js';\nconst app = express();\napp.use('/orders', orders(stock));\nstock.fill();\napp.listen(3000);\n",
    'routes/orders.js': "import { Router } from 'express';\nimport { Basket, priceOf } from '../basket.js';\nimport Mailer from '../mailer.js';\nexport function orders(stock) {\n  const router = Router();\n  const mailer = new Mailer('shop');\n  router.post('/', async (req, res) => {\n    const basket = new Basket(req.body);\n    for (const item of basket.list()) stock.take(item);\n    await mailer.confirm(basket);\n    res.json(priceOf(basket));\n  });\n  return router;\n}\n",
    'basket.js': "export class Basket {\n  constructor(items) { this.items = items; }\n  list() { return this.items.filter((one) => this.isGood(one)); }\n  isGood(item) { return check(item); }\n  static of(items) { return new Basket(items); }\n}\nexport const priceOf = (basket) => basket.list().reduce((sum, one) => sum + tax(one), 0);\nconst tax = (item) => item.price * 1.2;\nfunction check(item) { return item.count > 0; }\n",
    'stock.js': "const shelf = createShelf();\nfunction createShelf() { return { put(item) { return count(item); }, get: (item) => count(item) }; }\nfunction count(item) { return item.count; }\nexport function fill() { shelf.put({ count: 1 }); }\nexport function take(item) { return shelf.get(item); }\n",
    'mailer.js': "import Base from './base.cjs';\nexport default class Mailer extends Base {\n  constructor(name) { super(name); }\n  async confirm(basket) { return this.send(this.text(basket)); }\n  text(basket) { return basket.list().join(); }\n}\n",
    'base.cjs': "const log = require('./log.cjs');\nclass Base {\n  send(text) { log.line(text); return this.later(() => log.line(text)); }\n  later(work) { return work(); }\n}\nmodule.exports = Base;\n",
    'log.cjs': "exports.line = function line(text) { return format(text); };\nfunction format(text) { return text.trim(); }\n",
  } },
  { language: 'php', bar: 94, files: {
    'composer.json': '{"require":{"laravel/framework":"^11.0"},"autoload":{"psr-4":{"App\\\\":"app/"}}}',
    'app/Http/Controllers/OrderController.php': "<?php\nnamespace App\\Http\\Controllers;\nuse App\\Models\\Order;\nuse App\\Services\\{Mailer, Stock};\nclass OrderController extends Controller {\n  public function __construct(private Mailer $mailer, private readonly Stock $stock) {}\n  public function store(Order $order, Stock $other) {\n    $this->check($order);\n    $this->stock->take($order);\n    $other->fill();\n    foreach (Order::open() as $one) { $this->mailer->confirm($one); }\n    $made = Order::build('x');\n    $made->close();\n    return $this->answer($order->total());\n  }\n  private function check(Order $order): bool { return $order->isGood(); }\n}\n",
    'app/Http/Controllers/Controller.php': "<?php\nnamespace App\\Http\\Controllers;\nabstract class Controller {\n  use Answers;\n  protected function answer($value) { return $this->wrap($value); }\n}\n",
    'app/Http/Controllers/Answers.php': "<?php\nnamespace App\\Http\\Controllers;\ntrait Answers {\n  protected function wrap($value) { return format_value($value); }\n}\nfunction format_value($value) { return (string) $value; }\n",
    'app/Models/Order.php': "<?php\nnamespace App\\Models;\nclass Order {\n  public static function open() { return static::find(); }\n  public static function find() { return []; }\n  public static function build(string $name): self { return new self(); }\n  public function total() { return $this->sum() + self::fee(); }\n  private function sum() { return 1; }\n  private static function fee() { return 2; }\n  public function isGood(): bool { return $this->sum() > 0; }\n  public function close(): void { (new \\App\\Services\\Stock())->fill(); }\n}\n",
    'app/Services/Mailer.php': "<?php\nnamespace App\\Services;\nuse App\\Models\\Order;\nclass Mailer {\n  private Stock $stock;\n  public function __construct(Stock $stock) { $this->stock = $stock; }\n  public function confirm(Order $order) { $this->stock->take($order); return $this->text($order); }\n  private function text(Order $order) { return array_map(fn ($x) => $this->line($x), [$order->total()]); }\n  private function line($x) { return $x; }\n}\n",
    'app/Services/Stock.php': "<?php\nnamespace App\\Services;\nclass Stock {\n  public function take($order) { return $this->count() - 1; }\n  public function fill() { $count = $this->count(); return $count; }\n  protected function count(): int { return 1; }\n}\n",
  } },
  { language: 'python', bar: 85, files: {
    'requirements.txt': 'django\n',
    'shop/views.py': "from django.http import JsonResponse\nfrom . import stock\nfrom .basket import Basket, price_of\nfrom .mailer import Mailer as Post\n\nmailer = Post('shop')\n\n\ndef order(request):\n    basket = Basket(request.POST)\n    for item in basket.list():\n        stock.take(item)\n    mailer.confirm(basket)\n    return JsonResponse({'price': price_of(basket), 'good': Basket.of([]).is_good()})\n",
    'shop/basket.py': "class Basket:\n    def __init__(self, items):\n        self.items = items\n\n    def list(self):\n        return [one for one in self.items if self.fits(one)]\n\n    def fits(self, item):\n        return _check(item)\n\n    def is_good(self):\n        return len(self.list()) > 0\n\n    @classmethod\n    def of(cls, items):\n        return cls(items)\n\n\ndef price_of(basket: Basket):\n    return sum(_tax(one) for one in basket.list())\n\n\ndef _tax(item):\n    return item.price\n\n\ndef _check(item):\n    return item.count\n",
    'shop/stock.py': "class Shelf:\n    def put(self, item):\n        return self.count(item)\n\n    def get(self, item):\n        return self.count(item)\n\n    def count(self, item):\n        return 1\n\n\nshelf = Shelf()\n\n\ndef fill():\n    shelf.put(1)\n\n\ndef take(item):\n    fill()\n    return shelf.get(item)\n",
    'shop/mailer.py': "import shop.stock\nfrom .base import Base\n\n\nclass Mailer(Base):\n    def __init__(self, name):\n        super().__init__(name)\n        self.shelf = shop.stock.Shelf()\n\n    def confirm(self, basket):\n        self.shelf.put(basket)\n        return self.send(self.text(basket))\n\n    def text(self, basket):\n        return self.format(basket.list())\n",
    'shop/base.py': "class Base:\n    def __init__(self, name):\n        self.name = name\n\n    def send(self, text):\n        return self.later(lambda: self.format(text))\n\n    def later(self, work):\n        return work()\n\n    def format(self, text):\n        return text\n",
  } },
  { language: 'ruby', bar: 75, files: {
    Gemfile: "gem 'rails'\n",
    'app/controllers/orders_controller.rb': "class OrdersController < ApplicationController\n  before_action :find_order\n\n  def create\n    Stock.take(@order)\n    @order.items.each { |item| item.reserve }\n    @order.customer.notify\n    current_shop.orders.recent.each { |order| order.close }\n    OrderMailer.confirm(@order).deliver_later\n    CloseJob.perform_later(@order)\n    PriceService.new(@order).call\n    answer(total_of(@order))\n  end\n\n  private\n\n  def find_order\n    @order = Order.find(params[:id])\n  end\n\n  def total_of(order)\n    order.total\n  end\nend\n",
    'app/controllers/application_controller.rb': "class ApplicationController < ActionController::Base\n  include Answers\n\n  def current_shop\n    @current_shop ||= Shop.first_open\n  end\nend\n",
    'app/controllers/concerns/answers.rb': "module Answers\n  def answer(value)\n    render json: wrap(value)\n  end\n\n  def wrap(value)\n    { value: value }\n  end\nend\n",
    'app/models/order.rb': "class Order < ApplicationRecord\n  belongs_to :customer\n  belongs_to :shop\n  has_many :items\n  scope :recent, -> { where(open: true) }\n  after_create :count_up\n\n  def total\n    items.sum { |item| item.price } + self.class.fee\n  end\n\n  def self.fee\n    base_fee\n  end\n\n  def self.base_fee\n    1\n  end\n\n  def close\n    update_total\n    shop.count_orders\n  end\n\n  def update_total\n    self.value = total\n  end\n\n  def count_up\n    Stock.instance.fill\n  end\nend\n",
    'app/models/item.rb': "class Item < ApplicationRecord\n  belongs_to :order\n\n  def reserve\n    Stock.take(self)\n  end\n\n  def price\n    order.update_total\n  end\nend\n",
    'app/models/customer.rb': "class Customer < ApplicationRecord\n  has_many :orders\n\n  def notify\n    orders.each { |order| order.close }\n  end\nend\n",
    'app/models/shop.rb': "class Shop < ApplicationRecord\n  has_many :orders\n\n  def self.first_open\n    first\n  end\n\n  def count_orders\n    orders.recent.to_a.first.total\n  end\nend\n",
    'app/services/price_service.rb': "class PriceService\n  def initialize(order)\n    @order = order\n  end\n\n  def call\n    @order.total + rate\n  end\n\n  attr_reader :order\n\n  def rate\n    order.update_total\n  end\nend\n",
    'app/models/stock.rb': "class Stock\n  class << self\n    def take(thing)\n      instance.fill\n    end\n\n    def instance\n      @instance ||= new\n    end\n  end\n\n  def fill\n    count\n  end\n\n  def count\n    1\n  end\nend\n",
    'app/mailers/order_mailer.rb': "class OrderMailer < ApplicationMailer\n  def confirm(order)\n    @total = order.total\n  end\nend\n",
    'app/jobs/close_job.rb': "class CloseJob < ApplicationJob\n  def perform(order)\n    order.close\n  end\nend\n",
  } },
]; // biome-ignore format: one file a line

async function modulesOf(files: Readonly<Record<string, string>>): Promise<readonly CodeModule[]> {
  const modules: CodeModule[] = [];
  for (const [path, text] of Object.entries(files)) {
    const source: Source = { path, role: 'shipped', text, bom: false, eol: '\n', hash: '', lossless: true };
    const { code } = await extractor.extract(source);
    if (code) modules.push(code);
  }
  return modules;
}

describe('calls of an app to itself are linked', () => {
  for (const { language, bar, files } of shops)
    test(`${language}: at least ${bar} %`, async () => {
      const shares = linkShares(programOf(await modulesOf(files), catalogues));
      const { linked, weak, missed } = shares.find((one) => one.language === language) ?? { linked: 0, weak: 0, missed: [] }; // biome-ignore format: one line
      const lost = missed.map(({ func, call }) => `${func.module.path} ${call.callee.is === 'member' || call.callee.is === 'name' ? call.callee.name : ''}`); // biome-ignore format: one line
      const share = (100 * linked) / (linked + missed.length);
      if (process.env.HA_READY_SHARES) console.log(language, share, linked, weak, lost);
      assert.ok(linked + missed.length >= 20, `too few calls: ${linked + missed.length}`);
      assert.ok(share >= bar, `${share.toFixed(1)} %: ${lost.join(', ')}`);
    });
});
