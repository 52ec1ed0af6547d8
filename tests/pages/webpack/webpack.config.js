const path = require('node:path');

// Nothing of Dacu's needs to be said here: webpack 5 knows `new URL(…, import.meta.url)`.
module.exports = {
  mode: 'production',
  entry: './main.js',
  output: { filename: 'main.js', path: path.resolve(__dirname, 'dist') },
};
