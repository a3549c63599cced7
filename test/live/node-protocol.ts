/** From the runner to the child process. */
export type ToChild =
  | { readonly type: 'load'; readonly entry: string; readonly args: readonly (string | number)[] }
  | { readonly type: 'message'; readonly atoms: readonly (string | number)[]; readonly dict?: unknown }
  | { readonly type: 'ping'; readonly id: number }
  | {
      readonly type: 'answer';
      readonly request: number;
      readonly content?: unknown;
      readonly error?: string;
    };

/** From the child process to the runner. */
export type FromChild =
  | { readonly type: 'loaded'; readonly error?: string }
  | { readonly type: 'outlet'; readonly values: readonly unknown[] }
  | { readonly type: 'post'; readonly level: 'info' | 'warn' | 'error'; readonly text: string }
  | {
      readonly type: 'unhandled';
      readonly atoms: readonly (string | number)[];
      readonly handlerCount: number;
    }
  | { readonly type: 'dict'; readonly request: number; readonly act: DictAct }
  | { readonly type: 'pong'; readonly id: number };

export type DictAct =
  | { readonly verb: 'get'; readonly name: string }
  | { readonly verb: 'set'; readonly name: string; readonly content: unknown }
  | { readonly verb: 'update'; readonly name: string; readonly path: string; readonly value: unknown };
