"""Takes this project's training steps with PyTorch, on one thread or on a graphics card: the reference of `npm run bench`.

    python3 pytorch.py FOLDER

FOLDER/job.json says on which device, and what is in FOLDER/tensors.bin, little-endian 32-bit floats one after another:
the weights of both networks, then for every step its batch and its two latents. The first line on standard output says
which PyTorch this is; after that every line on standard input asks for one step, and one line answers with its
milliseconds and losses.
"""
import json
import math
import os
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
folder = sys.argv[1]
with open(os.path.join(folder, 'job.json')) as file:
    job = json.load(file)
device = job['device']
with open(os.path.join(folder, 'tensors.bin'), 'rb') as file:
    numbers = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
place = 0


def take(shape):
    global place
    size = math.prod(shape)
    place += size
    return numbers[place - size:place].reshape(shape).clone().to(device)


def group(specs):
    return {name: take(shape) for name, shape in specs}


def dense(w, name, x):
    y = x @ w[name + '.kernel']
    return y + w[name + '.bias'] if name + '.bias' in w else y


def leaky(x):
    return F.leaky_relu(x, 0.2)


def residual(w, name, x):
    return x + dense(w, name + '.out', leaky(dense(w, name + '.in', x)))


def fakes(w, batch, latent):
    h = (dense(w, 'latent', torch.cat([latent, batch['condition']], 1))
         + dense(w, 'context', torch.cat([batch['mask'], batch['context']], 1)))
    for k in range(job['generatorBlocks']):
        h = residual(w, f'block{k}', h)
    hit, velocity, offset = dense(w, 'heads', leaky(h)).chunk(3, 1)
    hit = torch.sigmoid(hit + batch['hitNoise'])
    made = torch.cat([hit, hit * torch.sigmoid(velocity), 2 * hit * torch.tanh(offset)], 1)
    return batch['context'] + batch['free'] * made


def discriminate(w, batch, x):
    """Real and generated patterns in one pass, as this project does."""
    h = dense(w, 'input', torch.cat([x, batch['mask'].repeat(2, 1)], 1))
    for k in range(job['discriminatorBlocks']):
        h = residual(w, f'block{k}', h)
    phi = leaky(h)
    embedded = dense(w, 'embed.out', leaky(dense(w, 'embed.in', batch['condition'])))
    return dense(w, 'output', phi)[:, 0] + (embedded.repeat(2, 1) * phi).sum(1) / math.sqrt(phi.shape[1])


generator, discriminator = group(job['generator']), group(job['discriminator'])
average = {name: weight.clone() for name, weight in generator.items()}
for weights in (generator, discriminator):
    for weight in weights.values():
        weight.requires_grad_()
optimizers = [torch.optim.Adam(w.values(), betas=(float(job['beta1']), job['beta2']), eps=job['epsilon'])
              for w in (discriminator, generator)]
tensors = [group(job['batch']) for _ in job['steps']]


def take_step(batch, learningRate, gamma, decay):
    for optimizer in optimizers:
        optimizer.param_groups[0]['lr'] = learningRate
    pairs = batch['real'].shape[0]
    with torch.no_grad():
        fake = fakes(generator, batch, batch['discriminatorLatent'])
    x = torch.cat([batch['real'], fake]).requires_grad_()
    logits = discriminate(discriminator, batch, x)
    slopes, = torch.autograd.grad(logits.sum(), x, create_graph=True)
    loss = F.softplus(logits[pairs:] - logits[:pairs]).mean()
    penalty = slopes.square().sum() / pairs
    optimizers[0].zero_grad(set_to_none=True)
    (loss + gamma / 2 * penalty).backward()
    optimizers[0].step()
    for weight in discriminator.values():
        weight.requires_grad_(False)  # not asked for in the generator's turn
    fake = fakes(generator, batch, batch['generatorLatent'])
    logits = discriminate(discriminator, batch, torch.cat([batch['real'], fake]))
    generator_loss = F.softplus(logits[:pairs] - logits[pairs:]).mean()
    optimizers[1].zero_grad(set_to_none=True)
    generator_loss.backward()
    optimizers[1].step()
    for weight in discriminator.values():
        weight.requires_grad_(True)
    with torch.no_grad():
        for name, weight in average.items():
            weight += (1 - decay) * (generator[name] - weight)
    return [loss.item(), penalty.item(), generator_loss.item()]


def products():
    """What multiplies matrices: the card, or a library, of which the reference BLAS is ten times slower than the others."""
    if device == 'cuda':
        return torch.cuda.get_device_name()
    try:
        with open('/proc/self/maps') as file:
            names = {os.path.basename(line.split()[-1]) for line in file if 'blas' in line or 'mkl_core' in line}
    except OSError:
        return ''
    return ', '.join(sorted(names))


print(json.dumps({'version': torch.__version__, 'products': products()}), flush=True)
done = 0
for _ in sys.stdin:
    start, processor = time.perf_counter(), time.process_time()
    losses = take_step(tensors[done % len(tensors)], **job['steps'][done % len(tensors)])
    done += 1
    print(json.dumps({'ms': 1000 * (time.perf_counter() - start), 'processorMs': 1000 * (time.process_time() - processor),
                      'losses': losses}), flush=True)
