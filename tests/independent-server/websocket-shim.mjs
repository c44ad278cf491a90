// @medplum/core extends WebSocket while it loads, and Node 20 has none. Import this module before any of Medplum's.
globalThis.WebSocket ??= class WebSocket extends EventTarget {};
