export * from './boot-step.js';
export * from './data.js';
export * from './http.js';
export * from './job-timing.js';
export * from './log-sink.js';
export * from './scheduled-task.js';
export * from './store.js';
export * from './topology.js';
