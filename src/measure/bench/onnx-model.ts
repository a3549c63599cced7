// Turns the generator into an ONNX model, so that forward-pass.ts can run the same weights in onnxruntime.
// It knows the layers that the generator has and no others, and nothing of onnxruntime itself.

import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { float, nested, varint, type Field } from './protobuf';

/** What of a layer the ONNX form needs. */
const layerSchema = z.object({
  name: z.string(),
  class_name: z.string(),
  config: z.object({ alpha: z.number().optional(), activation: z.string().optional() }),
  inbound_nodes: z.array(z.array(z.tuple([z.string()]).rest(z.unknown()))),
});
const modelSchema = z.object({
  config: z.object({
    layers: z.array(layerSchema),
    output_layers: z.array(z.tuple([z.string()]).rest(z.unknown())),
  }),
});
type Layer = z.infer<typeof layerSchema>;

const FLOAT_TYPE = 1;
const INT_ATTRIBUTE = 2;
const FLOAT_ATTRIBUTE = 1;
const OPSET = 17;
const IR_VERSION = 8;

/**
 * A generator of dense layers as an ONNX model, so that onnxruntime runs the very same weights.
 * Field numbers: onnx.proto of ONNX 1.12.
 * @throws Error for a kind of layer that the generator does not have.
 */
export function onnxModel(model: tf.LayersModel): Uint8Array {
  const { config } = modelSchema.parse(model.toJSON(undefined, false));
  const inner = config.layers.filter(({ class_name }) => class_name !== 'InputLayer');
  const graph = [
    ...inner.map((layer) => nested(1, nodeOf(layer))),
    nested(2, 'generator'),
    ...inner.flatMap(({ name, class_name }) => (class_name === 'Dense' ? weightsOf(model, name) : [])),
    ...model.inputs.map((input, at) => nested(11, value(model.inputNames[at]!, input.shape[1] ?? 1))),
    ...config.output_layers.map(([name], at) => nested(12, value(name, model.outputs[at]?.shape[1] ?? 1))),
  ];
  const opset = nested(8, [nested(1, ''), varint(2, OPSET)]);
  return Buffer.concat([varint(1, IR_VERSION), nested(2, 'fourfloor bench'), nested(7, graph), opset]);
}

function nodeOf(layer: Layer): Field[] {
  const inputs = (layer.inbound_nodes[0] ?? []).map(([name]) => name);
  const node = (operation: string, given: readonly string[], ...attributes: readonly Field[]): Field[] => [
    ...given.map((name) => nested(1, name)),
    nested(2, layer.name),
    nested(3, layer.name),
    nested(4, operation),
    ...attributes,
  ];
  switch (layer.class_name) {
    case 'Dense':
      return node('Gemm', [...inputs, `${layer.name}/kernel`, `${layer.name}/bias`]);
    case 'Concatenate':
      return node('Concat', inputs, nested(5, [nested(1, 'axis'), varint(3, 1), varint(20, INT_ATTRIBUTE)]));
    case 'Add':
      return node('Add', inputs);
    case 'LeakyReLU': {
      const alpha = float(2, layer.config.alpha ?? 0.3);
      return node('LeakyRelu', inputs, nested(5, [nested(1, 'alpha'), alpha, varint(20, FLOAT_ATTRIBUTE)]));
    }
    default:
      throw new Error(`The bench cannot convert a ${layer.class_name} layer (${layer.name}) to ONNX.`);
  }
}

function weightsOf(model: tf.LayersModel, layer: string): Field[] {
  const [kernel, bias] = model.getLayer(layer).getWeights();
  return [nested(5, tensor(`${layer}/kernel`, kernel!)), nested(5, tensor(`${layer}/bias`, bias!))];
}

function tensor(name: string, values: tf.Tensor): Field[] {
  const numbers = Float32Array.from(values.dataSync());
  return [
    ...values.shape.map((length) => varint(1, length)),
    varint(2, FLOAT_TYPE),
    nested(8, name),
    nested(9, new Uint8Array(numbers.buffer)),
  ];
}

/** A named [batch, width] of floats. */
function value(name: string, width: number): Field[] {
  const shape = nested(2, [nested(1, [nested(2, 'batch')]), nested(1, [varint(1, width)])]);
  return [nested(1, name), nested(2, [nested(1, [varint(1, FLOAT_TYPE), shape])])];
}
