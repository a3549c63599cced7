import { z } from 'zod';

/** What a control or blob says about its place in the Set (Inspector → Parameter). */
const parameterAttributes = z.looseObject({
  parameter_longname: z.string().optional(),
  parameter_shortname: z.string().optional(),
  parameter_type: z.number().optional(),
  parameter_mmin: z.number().optional(),
  parameter_mmax: z.number().optional(),
  parameter_enum: z.array(z.string()).optional(),
  parameter_initial: z.array(z.unknown()).optional(),
  parameter_initial_enable: z.number().optional(),
  parameter_invisible: z.number().optional(),
});
export type ParameterAttributes = z.infer<typeof parameterAttributes>;

const rectangle = z.tuple([z.number(), z.number(), z.number(), z.number()]);

const boxFields = z.looseObject({
  id: z.string(),
  maxclass: z.string(),
  text: z.string().optional(),
  patching_rect: rectangle,
  presentation: z.number().optional(),
  presentation_rect: rectangle.optional(),
  varname: z.string().optional(),
  parameter_enable: z.number().optional(),
  saved_attribute_attributes: z.looseObject({ valueof: parameterAttributes.optional() }).optional(),
  saved_object_attributes: z.looseObject({}).optional(),
});
export type BoxJson = z.infer<typeof boxFields> & { readonly patcher?: PatcherJson | undefined };

export interface PatcherJson {
  readonly boxes: readonly { readonly box: BoxJson }[];
  readonly lines: readonly { readonly patchline: PatchlineJson }[];
  readonly openinpresentation?: number | undefined;
  readonly project?: { readonly amxdtype?: number | undefined } | undefined;
}

const patchline = z.looseObject({
  source: z.tuple([z.string(), z.number()]),
  destination: z.tuple([z.string(), z.number()]),
});
export type PatchlineJson = z.infer<typeof patchline>;

const patcher: z.ZodType<PatcherJson> = z.lazy(() =>
  z.looseObject({
    boxes: z.array(z.looseObject({ box: boxFields.and(z.looseObject({ patcher: patcher.optional() })) })),
    lines: z.array(z.looseObject({ patchline })),
    openinpresentation: z.number().optional(),
    project: z.looseObject({ amxdtype: z.number().optional() }).optional(),
  }),
);

/** Parses the JSON of a patcher file. @throws Error that names the file and the first thing wrong in it. */
export function parsePatcher(text: string, fileName: string): PatcherJson {
  const parsed = z.object({ patcher }).safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data.patcher;
  const [issue] = parsed.error.issues;
  throw new Error(`${fileName} is no patcher: ${issue?.path.join('.')}: ${issue?.message}`);
}
