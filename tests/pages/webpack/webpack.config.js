const path = require('node:path');

// Nothing of Dacu's needs to be said here: webpack 5 knows `new URL(…, import.meta.url)`.
module.exports = {
  mode: 'production',
  entry: './main.js',
  // The Wasm is larger than what webpack warns of; over the wire it is 40, 114 and 16 KB.
  performance: { hints: false },
  output: { filename: 'main.js', path: path.resolve(__dirname, 'dist') },
};
