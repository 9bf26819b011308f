// 公開先(GitHub Pages)と同じく、フォルダーを HTTP/2 と gzip で送ります: node http2_server.js 鍵 証明書 フォルダー
const fs = require('fs');
const http2 = require('http2');
const path = require('path');
const zlib = require('zlib');

const [key, cert, folder] = process.argv.slice(2);
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2',
};
const COMPRESSED = ['.html', '.css', '.js', '.json', '.svg'];

const server = http2.createSecureServer({ key: fs.readFileSync(key), cert: fs.readFileSync(cert) });
server.on('stream', (stream, headers) => {
  const name = path.join(folder, decodeURI(headers[':path'].split(/[?#]/)[0]));
  const kind = path.extname(name);
  if (!name.startsWith(folder) || !fs.existsSync(name) || fs.statSync(name).isDirectory()) {
    stream.respond({ ':status': 404 });
    stream.end();
    return;
  }
  const body = fs.readFileSync(name);
  const answer = { ':status': 200, 'content-type': TYPES[kind] || 'application/octet-stream', 'cache-control': 'max-age=600' };
  if (COMPRESSED.includes(kind)) answer['content-encoding'] = 'gzip';
  stream.respond(answer);
  stream.end(COMPRESSED.includes(kind) ? zlib.gzipSync(body) : body);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
