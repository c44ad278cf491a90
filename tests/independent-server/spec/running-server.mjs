import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../server.mjs', import.meta.url));

/** Starts the server as its users do, and speaks HTTP to it. End it with `stop()`. */
export class RunningServer {
  static async start(...options) {
    const child = spawn(process.execPath, [script, '--port', '0', '--max-seconds', '120', ...options], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), exited(child)]);
    return new RunningServer(child, line);
  }

  constructor(child, line) {
    this.child = child;
    this.line = line;
    this.base = line.replace('listening ', '');
    this.root = new URL(this.base).origin;
  }

  /** @returns `{ status, headers, body }` of one request below the FHIR base. */
  async send(method, path, resource, headers = {}) {
    const body = resource === undefined ? undefined : typeof resource === 'string' ? resource : JSON.stringify(resource);
    const response = await fetch(path ? `${this.base}/${path}` : this.base, {
      method,
      body,
      headers: { ...(body && { 'Content-Type': 'application/fhir+json' }), ...headers },
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  /** Sends a Bundle of the entries. */
  bundle(type, entry) {
    return this.send('POST', '', { resourceType: 'Bundle', type, entry });
  }

  async reset() {
    await fetch(`${this.root}/__reset`, { method: 'POST' });
  }

  async stats() {
    return (await fetch(`${this.root}/__stats`)).json();
  }

  /** Closes standard input, as the end of a test run does. @returns The exit code. */
  async stop() {
    const end = once(this.child, 'exit', { signal: AbortSignal.timeout(10_000) });
    this.child.stdin.end();
    const [code] = await end;
    return code;
  }
}

async function exited(child) {
  const [code] = await once(child, 'exit');
  throw new Error(`The server ended with ${code} before it was listening`);
}
