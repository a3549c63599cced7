#!/usr/bin/env bash
# One would guess: tf.fused.matMul({ a, b, bias }) is tf.matMul plus the bias, on every backend.
# What happens (tfjs 4.22.0, wasm backend): with transposeA or transposeB, or over a batch, the bias is added once for
# every 48 rows of the inner dimension: three times at 100. The plain two-dimensional product is right, so that a dense
# layer's forward pass is too and nothing looks wrong. The cpu backend is right in every case.
# No error, no warning: whoever trains or infers on wasm must keep bias out of such products.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cat >probe.js <<'JS'
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-cpu');
require('@tensorflow/tfjs-backend-wasm');

/** How often the bias is in the product of ones and a bias of 1000. */
function timesBias(inner, transposeB, batch) {
  const a = tf.ones(batch ? [2, 1, inner] : [1, inner]);
  const b = tf.ones(batch ? [2, inner, 1] : transposeB ? [1, inner] : [inner, 1]);
  const bias = tf.tensor1d([1000]);
  const [value] = tf.fused.matMul({ a, b, transposeA: false, transposeB, bias }).dataSync();
  return (value - inner) / 1000;
}

(async () => {
  console.log(`node ${process.version}, @tensorflow/tfjs-core ${tf.version_core}`);
  const seen = {};
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend);
    seen[backend] = [
      timesBias(100, false, false),
      timesBias(40, true, false),
      timesBias(100, true, false),
      timesBias(200, true, false),
      timesBias(100, false, true),
    ];
  }
  console.log('times the bias is added: plain 100 · transposed 40, 100, 200 · batch of 100');
  console.log(`cpu   ${seen.cpu.join(' ')}`);
  console.log(`wasm  ${seen.wasm.join(' ')}`);
  const same = seen.cpu.join() === '1,1,1,1,1' && seen.wasm.join() === '1,1,3,5,3';
  console.log(same ? 'As described.' : 'No longer as described.');
  process.exit(same ? 0 : 1);
})();
JS
node probe.js
