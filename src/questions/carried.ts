import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { AppParts } from '../resolve/app.js';

/** What an adapter of socket.io joins: what goes through a server of it, to rooms, or to all others (npm socket.io-adapter 2.5, lib/in-memory-adapter.ts). */
const throughServer =
  /^socket\.io\.(Server\(\)(\.\w+)*\.(emit|send|write|to|in|except|socketsJoin)|Socket\(\)(\.\w+)*\.(join|to|in|except|broadcast\.\w+))$/;

/**
 * An adapter is advised only where it would carry something: messages to sockets that the app has collected itself go past it, and stay on
 * the server that holds them.
 */
export function withCarriers({ graph }: Program): (parts: AppParts) => AppParts {
  let carries: boolean | undefined;
  return (parts) => {
    if (!parts.broadcasters?.some(({ technology, repair }) => technology === 'socketio' && repair)) return parts;
    carries ??= graph.sites.some(isCarried);
    if (carries) return parts;
    const broadcasters = parts.broadcasters.map((one) =>
      one.technology === 'socketio' ? { ...one, repair: undefined } : one,
    );
    return { ...parts, broadcasters };
  };
}

/** Told by the library's name, or by its manner where the object is not known: `x.to(room).emit(...)`. */
function isCarried({ names, call: { callee } }: Site): boolean {
  if (names.some((name) => throughServer.test(name))) return true;
  const on = callee.is === 'member' && callee.name === 'emit' ? callee.of : undefined;
  const before = on?.is === 'call' ? on.callee : undefined;
  return before?.is === 'member' && /^(to|in|except)$/.test(before.name);
}
