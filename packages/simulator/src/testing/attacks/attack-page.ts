import { tokenHeader } from '../../http/token.ts';

/**
 * A page of another program on this machine. It tries all requests that a browser allows a page, and writes the
 * results as JSON to `#done`. Results in capitals must not occur.
 */
export const attackPage = (dashboard: string, extension: string): string =>
  `<p id="done"></p><script type="module">
const results = [];
const note = (name) => (value) => results.push(name + ': ' + value);
const read = (url, init) => fetch(url, { credentials: 'include', ...init }).then((r) => r.text());
const loaded = (tag, set) => new Promise((resolve) => {
  const element = document.createElement(tag);
  element.onload = () => resolve('LOADED ' + set(element));
  element.onerror = () => resolve('failed');
  set(element);
  document.body.append(element);
});
for (const origin of ['${dashboard}', '${extension}']) {
  for (const path of ['', 'state', 'events', 'app.js', '__simulator/dd-client.js', 'dashboard.js']) {
    await read(origin + path).then(note('READ'), () => note('fetch')('failed'));
    await read(origin + path, { headers: { '${tokenHeader}': 'x' } }).then(note('READ'), () => note('fetch')('failed'));
  }
  for (const path of ['app.js', 'dashboard.js', '__simulator/dd-client.js', 'icon']) {
    note('script')(await loaded('script', (one) => { one.src = origin + path; }));
    note('image')(await loaded('img', (one) => { one.src = origin + path; }));
  }
}
const action = { method: 'POST', body: JSON.stringify({ target: 'docker', command: 'ps', args: [] }) };
for (const mode of ['no-cors', 'cors']) {
  await read('${extension}__simulator/exec', { ...action, mode }).then((text) => note('exec ' + mode)(text || 'opaque'), () => note('exec')('failed'));
}
await new Promise((resolve) => {
  const source = new EventSource('${dashboard}events', { withCredentials: true });
  source.onmessage = ({ data }) => { note('EVENT')(data); resolve(); };
  source.onerror = () => { note('events')('failed'); source.close(); resolve(); };
});
await new Promise((resolve) => {
  const socket = new WebSocket('${extension}'.replace('http', 'ws'), 'vite-ping');
  socket.onopen = () => { note('SOCKET')('open'); resolve(); };
  socket.onerror = () => { note('socket')('failed'); resolve(); };
});
document.getElementById('done').textContent = JSON.stringify(results);
</script>`;
