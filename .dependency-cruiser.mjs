// The walls between the rooms: who may import whom. `npm run check:walls` reads this file and nothing else,
// tests/architecture/walls.test.ts proves that each wall stops what it should.
// TypeScript 7 has no compiler API that dependency-cruiser can read, so @swc/core parses, type imports included.

const PURE = '^shared/(domain|documents|portal|words|scan-gate/rules)/';
const RULES = '^shared/(domain|documents|words|scan-gate/rules)/';
const OWN = '^(events|shared|functions|infra|cli|web|bench|tests)/';
const API_TYPES = '^(shared/application/|functions/staff-api/contract/(outcome-)?answers[.]ts)';
const PACKAGE = 'node_modules|^[@a-z]';
const BUILT_IN = ['core'];

/** A wall: whatever `from` imports among `to` is refused, and `comment` says why. */
const wall = (name, comment, { from, to }) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    wall('no-cycles', 'What depends on itself cannot be understood or tested alone.', {
      from: {},
      to: { circular: true },
    }),
    wall('no-orphans', 'A module that nobody imports and that imports nobody is left over.', {
      from: {
        orphan: true,
        path: OWN,
        pathNot: [
          '[.]d[.]ts$',
          '^tests/',
          '^functions/[^/]+/bundling[.]ts$',
          '^infra/edge/',
          '^web/vite[.]config[.]ts$',
          '^cli/(commands/[^/]+[.]ts|set-up[.]mjs)$',
        ],
      },
      to: {},
    }),
    wall('resolvable', 'An import that leads nowhere breaks at run time.', {
      // The reader of AsyncAPI has packages of its own, installed where it runs.
      from: { path: OWN, pathNot: '^tests/contract/asyncapi/' },
      to: { couldNotResolve: true, pathNot: '^aws-lambda$' },
    }),
    wall('events-know-zod-only', 'The language of facts depends on nothing of ours and on one package.', {
      from: { path: '^events/', pathNot: '^events/reading/json-look[.]ts$' },
      to: { pathNot: ['^events/', 'node_modules/zod/'] },
    }),
    wall('json-look-knows-scanner-only', 'Where a text is looked through, a kept scanner finds its tokens.', {
      from: { path: '^events/reading/json-look[.]ts$' },
      to: { pathNot: ['^events/', 'node_modules/jsonc-parser/'] },
    }),
    wall(
      'core-is-pure',
      'Rules, documents and pages know the events and each other; no system, no network.',
      {
        from: { path: PURE },
        to: { path: '^(shared|functions|infra|cli|web|bench|tests)/', pathNot: PURE },
      },
    ),
    wall('core-knows-no-system', 'Time, chance and files come in from outside (d-14).', {
      from: { path: PURE },
      to: { dependencyTypes: BUILT_IN },
    }),
    wall('core-knows-no-package', 'The rules need no package.', {
      from: { path: RULES },
      to: { path: 'node_modules', pathNot: 'node_modules/zod/' },
    }),
    wall(
      'core-knows-types-of-zod',
      'Schemas stand in the events and at the doors; the rules use what they infer.',
      {
        from: { path: RULES },
        to: { path: 'node_modules/zod/', dependencyTypesNot: ['type-only'] },
      },
    ),
    wall(
      'portal-knows-preact-only',
      'Pages are rendered by a library that escapes by itself, and by nothing else.',
      {
        from: { path: '^shared/portal/' },
        to: { path: 'node_modules', pathNot: 'node_modules/(preact|preact-render-to-string)/' },
      },
    ),
    wall('domain-stands-below', 'Rules know neither documents nor pages; documents know no pages.', {
      from: { path: RULES },
      to: { path: '^shared/portal/' },
    }),
    wall('domain-knows-no-documents', 'Rules know no documents.', {
      from: { path: '^shared/domain/' },
      to: { path: '^shared/documents/' },
    }),
    wall('words-know-domain-only', 'Words name what the events and the rules know.', {
      from: { path: '^shared/words/' },
      to: { path: OWN, pathNot: ['^events/', '^shared/(words|domain)/'] },
    }),
    wall(
      'words-stand-above-domain',
      'Rules and documents have sentences of their own and know no words of pages.',
      {
        from: { path: '^shared/(domain|documents|scan-gate)/' },
        to: { path: '^shared/words/' },
      },
    ),
    wall('application-knows-ports', 'Use cases ask ports; which store answers is decided at the door.', {
      from: { path: '^shared/application/' },
      to: { path: OWN, pathNot: ['^events/', '^shared/application/', PURE] },
    }),
    wall('application-knows-zod-only', 'Use cases touch neither system nor network.', {
      from: { path: '^shared/application/' },
      to: { path: PACKAGE, pathNot: [OWN, 'node_modules/zod/'] },
    }),
    wall('adapters-know-no-doors', 'Adapters serve every function and know none.', {
      from: { path: '^shared/(adapters|lambda|scan-gate)/' },
      to: { path: '^(functions|infra|cli|web|bench|tests)/' },
    }),
    wall(
      'adapters-know-ports',
      'Whoever stores or sends is told what to write and asks nothing of the use cases: it knows the ports that it serves.',
      {
        from: { path: '^shared/adapters/' },
        to: { path: '^shared/application/', pathNot: '^shared/application/ports/' },
      },
    ),
    wall('adapters-know-no-lambda', 'Whoever keeps or sends does not know who called.', {
      from: { path: '^shared/(adapters|scan-gate)/' },
      to: { path: '^shared/lambda/' },
    }),
    wall('aws-behind-adapters', 'Only adapters, composition roots and the command line speak to AWS.', {
      from: {
        path: OWN,
        pathNot: ['^shared/adapters/', '^functions/[^/]+/index[.]ts$', '^cli/', '^bench/', '^tests/'],
      },
      to: { path: '@(aws-sdk|smithy)/' },
    }),
    wall('pdfkit-behind-its-writer', 'One place writes PDFs, so that their bytes stay the same everywhere.', {
      from: { path: OWN, pathNot: ['^shared/adapters/pdf-writer/', '^tests/'] },
      to: { path: 'node_modules/(@types/)?pdfkit/' },
    }),
    wall(
      'scan-gate-holds-its-libraries',
      'What looks into a stranger’s file stands in one room: its syntax, its pictures, its codes.',
      {
        from: {
          path: OWN,
          pathNot: ['^shared/scan-gate/', '^(cli|tests|web)/', '^functions/[^/]+/bundling[.]ts$'],
        },
        to: { path: 'node_modules/(@cantoo/pdf-lib|@hyzyla/pdfium|zxing-wasm|fast-png)/' },
      },
    ),
    wall('functions-stand-alone', 'One function never imports another: they talk through recorded facts.', {
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    }),
    wall('routes-stand-above', 'How a request looks and who is let in is known before any route is.', {
      from: { path: '^functions/[^/]+/(access|contract)/' },
      to: { path: '^functions/[^/]+/routes/' },
    }),
    wall('functions-look-inward', 'A function knows the shared rooms and the events.', {
      from: { path: '^functions/' },
      to: { path: '^(infra|cli|web|bench|tests)/' },
    }),
    wall(
      'infra-knows-names-only',
      'Stacks read names, limits and types where they stand, so that nothing is copied, and each function by its environment and its bundling.',
      {
        from: { path: '^infra/' },
        to: {
          path: '^(events|shared|functions|cli|web|bench|tests)/',
          pathNot: [
            '^events/',
            '^shared/(domain|scan-gate/rules)/',
            '^shared/adapters/table/event-table[.]ts$',
            '^shared/lambda/metric-names[.]ts$',
            '^shared/portal/not-found-path[.]ts$',
            '^functions/[^/]+/(environment|bundling)[.]ts$',
          ],
        },
      },
    ),
    wall(
      'infra-runs-no-rule',
      'A stack states what is allowed and judges nothing: of what reads, decides and folds it knows types at most.',
      {
        from: { path: '^infra/' },
        to: {
          path: '^(events|shared/(domain|scan-gate/rules))/',
          pathNot: [
            '^events/(wire-type|primitives|incoming/[^/]+|reading/strict-json)[.]ts$',
            '^shared/domain/(access|archive-key|retention|senders|voices)[.]ts$',
            '^shared/scan-gate/rules/(limits|upload-claim)[.]ts$',
          ],
          dependencyTypesNot: ['type-only'],
        },
      },
    ),
    wall(
      'infra-knows-types-of-environments',
      'A forgotten variable is a compile error; nothing of a function runs here.',
      {
        from: { path: '^infra/' },
        to: { path: '^functions/[^/]+/environment[.]ts$', dependencyTypesNot: ['type-only'] },
      },
    ),
    wall('infra-is-the-ground', 'Nobody builds on the stacks; the command line knows their names.', {
      from: { path: OWN, pathNot: ['^infra/', '^tests/'] },
      to: { path: '^infra/', pathNot: '^infra/stack-names[.]ts$' },
    }),
    wall('nothing-knows-the-outside', 'What people type, try, see and measure is imported by nobody.', {
      from: { path: OWN, pathNot: ['^(tests|bench)/', '^cli/', '^web/'] },
      to: { path: '^(cli|web|bench|tests)/' },
    }),
    wall(
      'auditor-stands-alone',
      'Whoever checks the product shares no code with it: an error here must not hide the same error there.',
      {
        from: { path: '^tests/auditor/', pathNot: '[.]test[.]ts$' },
        to: { path: OWN, pathNot: '^tests/auditor/' },
      },
    ),
    wall('auditor-knows-plain-items', 'The auditor reads raw items and needs no other package.', {
      from: { path: '^tests/auditor/', pathNot: '[.]test[.]ts$' },
      to: { path: 'node_modules', pathNot: 'node_modules/@aws-sdk/client-dynamodb/' },
    }),
    wall('auditor-asks-nobody', 'Of the SDK the auditor knows the shape of an item, and calls nothing.', {
      from: { path: '^tests/auditor/', pathNot: '[.]test[.]ts$' },
      to: { path: 'node_modules/@aws-sdk/client-dynamodb/', dependencyTypesNot: ['type-only'] },
    }),
    wall('cli-stands-alone', 'The command line is no test and no workplace.', {
      from: { path: '^cli/' },
      to: { path: '^(tests|bench|web)/' },
    }),
    wall(
      'web-knows-the-language',
      'The workplace shares the events and the rules; all else goes over the API.',
      {
        from: { path: '^web/' },
        to: {
          path: OWN,
          pathNot: ['^web/', '^events/', RULES, API_TYPES],
        },
      },
    ),
    wall(
      'web-knows-types-of-the-api',
      'What the routes answer is a type of the workplace: a change there does not compile here, and nothing of it is shipped.',
      {
        from: { path: '^web/' },
        to: { path: API_TYPES, dependencyTypesNot: ['type-only'] },
      },
    ),
    wall('web-asks-no-system', 'The workplace runs in browsers; only its build runs elsewhere.', {
      from: { path: '^web/', pathNot: '^web/vite[.]config[.]ts$' },
      to: { dependencyTypes: BUILT_IN },
    }),
    wall('shipped-is-declared', 'What runs in a function is a dependency, not a tool of development.', {
      from: { path: '^(events|shared|functions)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    }),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(node_modules/[.]|cdk[.]out|[.]local)' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
