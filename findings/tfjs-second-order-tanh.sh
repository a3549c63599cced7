#!/usr/bin/env bash
# One would guess: a gradient of a gradient (the gradient penalty of WGAN-GP, R1) is either right or an error.
# What happens (tfjs 4.22.0, cpu backend): the gradient of such a penalty by the critic's weights is a finite number that
# is wrong, now and then in its sign, where the critic's activation is tanh, sigmoid, exp or softmax. Not a word is said.
# relu and softplus are right; leakyRelu, which most critics use, throws. The outputs that an op saves for its gradient
# are cloned before the op's own place on the tape, so that the outer tape loses where they came from.
# Whoever trains with such a critic trains against a penalty that is not there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @tensorflow/tfjs@4.22.0
cat >probe.js <<'JS'
const tf = require('@tensorflow/tfjs');

const weights = [tf.randomNormal([4, 6], 0, 1, 'float32', 1), tf.randomNormal([6, 1], 0, 1, 'float32', 2)];
const input = tf.randomNormal([3, 4], 0, 1, 'float32', 3);
const direction = tf.randomNormal([4, 6], 0, 1, 'float32', 4);

/** The slope of the penalty along a direction of the first weights: by tf.grad, and by differences of it. */
function slopes(activation) {
  const critic = (first) => (x) => tf.sum(tf.matMul(activation(tf.matMul(x, first)), weights[1]));
  const penalty = (first) => tf.mul(0.5, tf.sum(tf.square(tf.grad(critic(first))(input))));
  const at = (step) => penalty(tf.add(weights[0], tf.mul(step, direction))).dataSync()[0];
  const analytic = tf.sum(tf.mul(tf.grad(penalty)(weights[0]), direction)).dataSync()[0];
  return [analytic, (at(1e-2) - at(-1e-2)) / 2e-2];
}

const activations = {
  relu: tf.relu, softplus: tf.softplus, tanh: tf.tanh, sigmoid: tf.sigmoid, exp: tf.exp,
  softmax: tf.softmax, leakyRelu: tf.leakyRelu,
};
const verdicts = {};
(async () => {
  await tf.setBackend('cpu');
  console.log(`node ${process.version}, @tensorflow/tfjs ${tf.version.tfjs}`);
  for (const [name, activation] of Object.entries(activations)) {
    try {
      const [analytic, measured] = slopes(activation);
      const isRight = Math.abs(analytic - measured) < 0.02 * Math.abs(measured) + 0.002;
      verdicts[name] = isRight ? 'right' : 'wrong';
      console.log(`${name.padEnd(10)} tf.grad ${analytic.toFixed(3)}, by differences ${measured.toFixed(3)}: ${verdicts[name]}`);
    } catch (error) {
      verdicts[name] = 'throws';
      console.log(`${name.padEnd(10)} throws: ${String(error.message).split('\n')[0]}`);
    }
  }
  const expected = {
    relu: 'right', softplus: 'right', tanh: 'wrong', sigmoid: 'wrong', exp: 'wrong', softmax: 'wrong', leakyRelu: 'throws',
  };
  const same = Object.keys(expected).every((name) => verdicts[name] === expected[name]);
  console.log(same ? 'As described.' : 'No longer as described.');
  process.exit(same ? 0 : 1);
})();
JS
node probe.js
