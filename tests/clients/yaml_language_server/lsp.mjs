// A small LSP client over standard input and output: what an editor says, and nothing else.
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';

export class LanguageServer {
  /** `settings` are the editor's settings, as read from `.vscode/settings.json`. */
  constructor(command, args, settings) {
    this.settings = settings;
    this.next = 1;
    this.waiting = new Map(); // request id -> { resolve, reject }
    this.listeners = []; // { uri, resolve, reject } of those who wait for diagnostics
    this.buffer = Buffer.alloc(0);
    this.process = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.process.stdin.on('error', () => {}); // a server that is gone is reported by 'exit'
    this.process.stdout.on('data', (bytes) => this.#receive(bytes));
    this.ended = new Promise((resolve) => {
      this.process.on('error', (error) => this.#fail(error.message, resolve));
      this.process.on('exit', (code) => this.#fail(`the server ended with status ${code}`, resolve));
    });
  }

  async start(folder) {
    const uri = pathToFileURL(folder).href;
    const answer = await this.request('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'program' }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
        textDocument: {
          hover: { contentFormat: ['markdown', 'plaintext'] },
          completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
          publishDiagnostics: { versionSupport: true },
        },
      },
    });
    this.notify('initialized', {});
    this.notify('workspace/didChangeConfiguration', { settings: this.settings });
    return answer;
  }

  async stop() {
    await this.request('shutdown', null);
    this.notify('exit', null);
    await this.ended;
  }

  open(file, text) {
    const uri = pathToFileURL(file).href;
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    return uri;
  }

  /** Open a document, wait for what the server says about it, and close it. */
  async diagnostics(file, text) {
    const said = this.#nextDiagnostics(pathToFileURL(file).href);
    const uri = this.open(file, text);
    const diagnostics = await said;
    this.close(uri);
    return diagnostics;
  }

  close(uri) {
    this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  async hover(uri, line, character) {
    const answer = await this.request('textDocument/hover', { textDocument: { uri }, position: { line, character } });
    return answer === null ? '' : [answer.contents].flat().map((c) => c.value ?? c).join('\n');
  }

  async completions(uri, line, character) {
    const answer = await this.request('textDocument/completion', { textDocument: { uri }, position: { line, character } });
    return answer.items ?? answer;
  }

  request(method, params) {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      if (this.gone) return reject(new Error(this.gone));
      const timer = setTimeout(() => reject(new Error(`no answer to ${method} in 60 s`)), 60000);
      const done = (settle) => (value) => { clearTimeout(timer); settle(value); };
      this.waiting.set(id, { resolve: done(resolve), reject: done(reject) });
      return this.#send({ id, method, params });
    });
  }

  notify(method, params) {
    this.#send({ method, params });
  }

  #nextDiagnostics(uri) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no diagnostics for ${uri} in 60 s`)), 60000);
      this.listeners.push({ uri, resolve: (d) => { clearTimeout(timer); resolve(d); }, reject: (e) => { clearTimeout(timer); reject(e); } });
    });
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  #receive(bytes) {
    this.buffer = Buffer.concat([this.buffer, bytes]);
    for (;;) {
      const head = this.buffer.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/Content-Length: *(\d+)/i.exec(this.buffer.subarray(0, head).toString())[1]);
      if (this.buffer.length < head + 4 + length) return;
      const body = this.buffer.subarray(head + 4, head + 4 + length).toString();
      this.buffer = this.buffer.subarray(head + 4 + length);
      this.#handle(JSON.parse(body));
    }
  }

  #handle(message) {
    if (message.method && message.id !== undefined) {
      this.#send({ id: message.id, result: this.#answer(message) });
    } else if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = message.params;
      this.listeners = this.listeners.filter((one) => one.uri !== uri || one.resolve(diagnostics));
    } else if (this.waiting.has(message.id)) {
      const { resolve, reject } = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
    }
  }

  /** What the editor answers when the server asks: its settings, and "fine" to the rest. */
  #answer({ method, params }) {
    if (method !== 'workspace/configuration') return null;
    return params.items.map(({ section }) => {
      const prefix = `${section}.`;
      const found = {};
      for (const [key, value] of Object.entries(this.settings)) {
        if (!key.startsWith(prefix)) continue;
        const path = key.slice(prefix.length).split('.');
        let place = found;
        for (const part of path.slice(0, -1)) place = place[part] ??= {};
        place[path.at(-1)] = value;
      }
      return found;
    });
  }

  #fail(reason, resolve) {
    this.gone = reason;
    for (const { reject } of [...this.waiting.values(), ...this.listeners]) reject(new Error(reason));
    this.waiting.clear();
    this.listeners = [];
    resolve();
  }
}
