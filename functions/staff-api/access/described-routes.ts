import type { z } from 'zod';
import {
  isProblem,
  type Problem,
  type Reply,
  type Request,
  type Route,
} from '../../../shared/lambda/http-handler.ts';
import type { Role } from '../../../shared/domain/access.ts';
import {
  descriptionOf,
  readAddress,
  readRequest,
  type Parsed,
  type Parts,
  type RouteDescription,
} from '../contract/read-request.ts';
import { versionSeen, type VersionRule } from '../contract/if-match.ts';
import type { StaffRoute, SystemRoute } from './access.ts';
import type { Caller } from './caller.ts';
import { seen, type Matter, type Visible } from './seeing.ts';

/** What a route is asked, read by its description: `path`, and `query` and `body` where it has them. */
export type Asked<P extends Parts, Who> = Parsed<P> & {
  readonly caller: Who;
  /** The name under which it can be repeated, where the route takes one. */
  readonly key?: string;
  /** The version that the caller read; asked late, because only some commands need it. */
  readonly versionSeen: (rule: VersionRule) => ReturnType<typeof versionSeen>;
};

type Addressed<P extends Parts, Who> = Pick<Route, 'method' | 'path'> & {
  /** Roles of the people that may ask. */
  readonly roles: readonly Role[];
  readonly describe: RouteDescription<P>;
  /** The parts of an address that the gateway does not take apart. */
  readonly partsOf?: (address: string, caller: Who) => Readonly<Record<string, string>> | undefined;
};

type ByRequest<P extends Parts, Who> = Addressed<P, Who> & {
  readonly answer: (asked: Asked<P, Who>) => Promise<Visible | Problem>;
};

type ByAddress<P extends Parts, Who, About extends Matter> = Addressed<P, Who> & {
  /** What the address leads to; of what is not the caller's to see nothing else is read. */
  readonly about: (path: z.output<P['path']>, caller: Who) => About | Promise<About | Problem>;
  readonly answer: (asked: Asked<P, Who>, about: About) => Promise<Reply | Problem>;
};

type Answering<Who> = Omit<StaffRoute, 'answer'> & {
  readonly answer: (request: Request, caller: Who) => Promise<Visible | Problem>;
};

/** A route whose address says what its answer is about. */
export function routeByAddress<P extends Parts, Who extends Caller, About extends Matter>(
  route: ByAddress<P, Who, About>,
): Answering<Who> {
  return answering(route, async (path, { caller, read }) => {
    const about = await route.about(path, caller);
    if (isProblem(about)) return about;
    return seen(caller, about, async () => {
      const asked = read();
      return isProblem(asked) ? asked : route.answer(asked, about);
    });
  });
}

/** A route whose request says what its answer is about: it asks itself who may see that. */
export function routeByRequest<P extends Parts, Who extends Caller>(
  route: ByRequest<P, Who>,
): Answering<Who> {
  return answering(route, async (_, { read }) => {
    const asked = read();
    return isProblem(asked) ? asked : route.answer(asked);
  });
}

/** A route that systems may use as well. */
export function forSystems(route: Answering<Caller>): SystemRoute {
  return { ...route, systems: true };
}

type Reader<P extends Parts, Who> = { readonly caller: Who; readonly read: () => Asked<P, Who> | Problem };

function answering<P extends Parts, Who extends Caller>(
  { method, path, roles, describe, partsOf }: Addressed<P, Who>,
  answer: (path: z.output<P['path']>, reader: Reader<P, Who>) => Promise<Visible | Problem>,
): Answering<Who> {
  return {
    method,
    path,
    roles,
    describe: descriptionOf(describe),
    async answer(given, caller) {
      const names = partsOf === undefined ? given.params : partsOf(given.path, caller);
      const address = readAddress(describe, names);
      if (isProblem(address)) return address;
      const read = () => {
        const said = readRequest(describe, given, names);
        if (isProblem(said)) return said;
        const { data, ...key } = said;
        return { ...data, ...key, caller, versionSeen: (rule: VersionRule) => versionSeen(given, rule) };
      };
      return answer(address.path, { caller, read });
    },
  };
}
