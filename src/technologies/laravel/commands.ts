import type { ScheduledTask } from '../../resolve/parts/scheduled-task.js';

/** A command that a package brings, and what comes of it on two servers. */
interface KnownCommand {
  /** What people call it by. */
  readonly name: string;
  readonly class: string;
  readonly effect: ScheduledTask['effect'];
  /** With this option it is about the files of the server that runs it. */
  readonly own?: string | undefined;
  readonly source: string;
}

const framework = (path: string) => `laravel/framework 12, Illuminate/${path}`;

const rows: readonly (readonly [string, string, ScheduledTask['effect'], string, string?])[] = [
  // they delete what is old
  ['queue:prune-failed', 'PruneFailedJobsCommand', 'same', framework('Queue/Console/PruneFailedJobsCommand.php')],
  ['queue:prune-batches', 'PruneBatchesCommand', 'same', framework('Queue/Console/PruneBatchesCommand.php')],
  ['queue:flush', 'FlushFailedCommand', 'same', framework('Queue/Console/FlushFailedCommand.php')],
  ['model:prune', 'PruneCommand', 'same', framework('Database/Console/PruneCommand.php')],
  ['auth:clear-resets', 'ClearResetsCommand', 'same', framework('Auth/Console/ClearResetsCommand.php')],
  ['cache:prune-stale-tags', 'PruneStaleTagsCommand', 'same', framework('Cache/Console/PruneStaleTagsCommand.php')],
  ['schedule:clear-cache', 'ScheduleClearCacheCommand', 'same', framework('Console/Scheduling/ScheduleClearCacheCommand.php')],
  ['sanctum:prune-expired', 'PruneExpired', 'same', 'laravel/sanctum 4, src/Console/Commands/PruneExpired.php'],
  ['passport:purge', 'PurgeCommand', 'same', 'laravel/passport 13, src/Console/PurgeCommand.php'],
  ['telescope:prune', 'PruneCommand', 'same', 'laravel/telescope 5, src/Console/PruneCommand.php'],
  ['telescope:clear', 'ClearCommand', 'same', 'laravel/telescope 5, src/Console/ClearCommand.php'],
  ['horizon:clear-metrics', 'ClearMetricsCommand', 'same', 'laravel/horizon 5, src/Console/ClearMetricsCommand.php'],
  ['pulse:trim', 'TrimCommand', 'same', 'laravel/pulse 1, src/Commands/TrimCommand.php'],
  ['activitylog:clean', 'CleanActivitylogCommand', 'same', 'spatie/laravel-activitylog 4, src/CleanActivitylogCommand.php'],
  ['media-library:clean', 'CleanCommand', 'same', 'spatie/laravel-medialibrary 11, src/MediaCollections/Commands/CleanCommand.php'],
  ['media-library:delete-old-temporary-uploads', 'DeleteTemporaryUploadsCommand', 'same', 'spatie/laravel-medialibrary-pro 6, README.md'],
  ['personal-data-export:clean', 'CleanOldPersonalDataExportsCommand', 'same', 'spatie/laravel-personal-data-export 4, src/Commands'],
  ['schedule-monitor:sync', 'SyncCommand', 'same', 'spatie/laravel-schedule-monitor 3, src/Commands/SyncCommand.php'],
  ['schedule-monitor:clean', 'CleanLogCommand', 'same', 'spatie/laravel-schedule-monitor 3, src/Commands/CleanLogCommand.php'],
  ['backup:clean', 'CleanupCommand', 'same', 'spatie/laravel-backup 9, src/Commands/CleanupCommand.php'],
  // a lock of its own, or jobs that no other worker has
  ['horizon:snapshot', 'SnapshotCommand', 'same', 'laravel/horizon 5, src/Console/SnapshotCommand.php'],
  ['queue:work', 'WorkCommand', 'same', framework('Queue/Console/WorkCommand.php')],
  // they write the time that it is
  ['health:schedule-check-heartbeat', 'ScheduleCheckHeartbeatCommand', 'same', 'spatie/laravel-health 1, src/Commands/ScheduleCheckHeartbeatCommand.php'],
  ['health:queue-check-heartbeat', 'DispatchQueueCheckJobsCommand', 'same', 'spatie/laravel-health 1, src/Commands/DispatchQueueCheckJobsCommand.php'],
  // this machine, this process, its folders
  ['health:check', 'RunHealthChecksCommand', 'everywhere', 'spatie/laravel-health 1, src/Commands/RunHealthChecksCommand.php'],
  ['pulse:check', 'CheckCommand', 'everywhere', 'laravel/pulse 1, src/Commands/CheckCommand.php'],
  ['pulse:restart', 'RestartCommand', 'everywhere', 'laravel/pulse 1, src/Commands/RestartCommand.php'],
  ['view:clear', 'ViewClearCommand', 'everywhere', framework('Foundation/Console/ViewClearCommand.php')],
  ['view:cache', 'ViewCacheCommand', 'everywhere', framework('Foundation/Console/ViewCacheCommand.php')],
  ['config:cache', 'ConfigCacheCommand', 'everywhere', framework('Foundation/Console/ConfigCacheCommand.php')],
  ['queue:restart', 'RestartCommand', 'everywhere', framework('Queue/Console/RestartCommand.php')],
  ['cache:clear', 'ClearCommand', 'everywhere', framework('Cache/Console/ClearCommand.php')],
  ['debugbar:clear', 'ClearCommand', 'everywhere', 'barryvdh/laravel-debugbar 3, src/Console/ClearCommand.php'],
  ['inspire', 'InspireCommand', 'everywhere', 'laravel/laravel 12, routes/console.php'],
  // twice is double: two archives, two mails
  ['backup:run', 'BackupCommand', 'once', 'spatie/laravel-backup 9, src/Commands/BackupCommand.php', '--only-files'],
  ['backup:monitor', 'MonitorCommand', 'same', 'spatie/laravel-backup 9, src/Commands/MonitorCommand.php'],
  ['monitor:check-uptime', 'CheckUptime', 'once', 'spatie/laravel-uptime-monitor 4, src/Commands/CheckUptime.php'],
  ['monitor:check-certificate', 'CheckCertificates', 'once', 'spatie/laravel-uptime-monitor 4, src/Commands/CheckCertificates.php'],
]; // biome-ignore format: a table

const all: readonly KnownCommand[] = rows.map(([name, of, effect, source, own]) => ({
  name,
  class: of,
  effect,
  source,
  own,
}));

/** What a package says of one of its commands, by its name or the short name of its class; undefined where nothing is known of it. */
export function knownCommand(name: string, className: string | undefined): KnownCommand | undefined {
  const own = all.find((one) => one.name === name);
  if (own || className === undefined) return own;
  const named = all.filter((one) => one.class === className);
  return named.every(({ effect }) => effect === named[0]?.effect) ? named[0] : undefined;
}
