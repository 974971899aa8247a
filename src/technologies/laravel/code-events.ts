import type { DeliveryRow, ListenerRow } from '../../program/catalogue.js';

const at = 'Illuminate/Support/Facades';
const cited = (path: string) => `laravel/framework 13.26, ${path}`;

/** Calls that announce an event of the app. */
export const laravelDeliveries: readonly DeliveryRow[] = [
  { on: '{event,broadcast}', message: 0, source: cited('Foundation/helpers.php') },
  { on: `${at}/Event.{dispatch,until,fire}`, message: 0, source: cited('Events/Dispatcher.php') },
  {
    on: 'Illuminate/Foundation/Events/Dispatchable.{dispatch,dispatchIf,dispatchUnless,broadcast}',
    message: 'self',
    source: cited('Foundation/Events/Dispatchable.php'),
  },
];

/** Who listens for them, beside the methods that say so by the type of what they take. */
export const laravelListeners: readonly ListenerRow[] = [
  { call: `${at}/Event.listen`, message: 0, handler: 1, source: cited('Events/Dispatcher.php') },
  // a closure alone says it by the type of what it takes
  { call: `${at}/Event.listen`, source: cited('Support/Traits/ReflectsClosures.php') },
  {
    extends: 'Illuminate/Foundation/Support/Providers/EventServiceProvider',
    table: 'listen',
    methods: ['handle', '__invoke'],
    source: cited('Foundation/Support/Providers/EventServiceProvider.php'),
  },
];
