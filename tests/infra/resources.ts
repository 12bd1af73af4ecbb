import type { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});

export type Resource = z.infer<typeof resource> & { readonly id: string };

/** Resources of a type, by logical id. */
export function resourcesOf(template: Template, type: string): Resource[] {
  const found = z.record(z.string(), resource).parse(template.findResources(type));
  return Object.entries(found).map(([id, it]) => ({ id, ...it }));
}

/** Our own functions; at deployment the library runs one more, which starts publish-workplace. */
export function functionsOf(template: Template): Resource[] {
  return resourcesOf(template, 'AWS::Lambda::Function').filter(({ Properties }) =>
    String(Properties['Description']).startsWith('Zielvereinbarungen: '),
  );
}

const list = <Item extends z.ZodType>(item: Item) =>
  z.union([z.array(item), item.transform((only) => [only])]).default([]);

const statement = z.object({
  Sid: z.string().optional(),
  Effect: z.string(),
  Action: list(z.string()),
  Resource: z.unknown().optional(),
  Principal: z.unknown().optional(),
  Condition: z.unknown().optional(),
});

export type Statement = z.infer<typeof statement>;

/** Statements of a policy document, actions always as a list. */
export function statementsOf(document: unknown): Statement[] {
  return z.object({ Statement: z.array(statement) }).parse(document).Statement;
}

const policy = z.object({
  PolicyDocument: z.unknown(),
  Roles: z.array(z.object({ Ref: z.string() })),
});

/** All that the role of a function may do; `name` is part of the role's logical id. */
export function permissionsOf(template: Template, name: string): Statement[] {
  return resourcesOf(template, 'AWS::IAM::Policy')
    .map(({ Properties }) => policy.parse(Properties))
    .filter(({ Roles }) => Roles.some(({ Ref }) => Ref.includes(`${name}Role`)))
    .flatMap(({ PolicyDocument }) => statementsOf(PolicyDocument));
}

/** All actions of a role, once each, sorted. */
export function actionsOf(template: Template, name: string): string[] {
  return [...new Set(permissionsOf(template, name).flatMap(({ Action }) => Action))].sort();
}

/** Logical ids that a value refers to. */
export function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref' && typeof inner === 'string') return [inner];
    if (key === 'Fn::GetAtt' && Array.isArray(inner)) return [String(inner[0])];
    return referencesIn(inner);
  });
}
