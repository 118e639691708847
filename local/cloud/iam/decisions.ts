import type { StackModel } from '../base/stack-model.ts';
import { messageOf } from './calls.ts';
import type { ConditionKey, RequestContext } from './context.ts';
import { AccessLog, callerOf, type Decision, decide } from './decision.ts';
import { KeyUse } from './key-use.ts';
import { keysIn, type Policies, readPolicies } from './policies.ts';
import { nameOf, type Principal } from './principal.ts';
import type { AccessRequest, Place } from './request.ts';

const OVER_TLS = { 'aws:SecureTransport': 'true' } as const;

/** What was not allowed. */
export type Denied = { readonly request: AccessRequest; readonly because: string };

/** Answers, by the policies of an account, whether somebody may do something; remembers what was decided. */
export class Decisions {
  readonly log = new AccessLog();
  readonly policies: Policies;
  readonly keyUse: KeyUse;
  readonly #place: Place;
  readonly #keys: readonly ConditionKey[];
  readonly #decisions = new Map<string, Decision>();
  readonly #asked = new Map<string, AccessRequest>();

  /** @throws TemplateError when a policy holds something that cannot be evaluated */
  constructor(stacks: readonly StackModel[], place: Place) {
    this.policies = readPolicies(stacks);
    this.keyUse = new KeyUse(stacks);
    this.#keys = keysIn(this.policies);
    this.#place = place;
  }

  /** Whether all may be done, and what it takes of keys; what may not is noted. */
  allow(principal: Principal, requests: readonly AccessRequest[], caller = callerOf(principal)): boolean {
    return this.firstDenied(principal, requests, caller) === undefined;
  }

  /** The first thing that may not be done; it is noted. */
  firstDenied(
    principal: Principal,
    requests: readonly AccessRequest[],
    caller = callerOf(principal),
  ): Denied | undefined {
    for (const request of requests.flatMap((each) => [each, ...this.keyUse.of(each, this.#place.region)])) {
      const { allowed, because } = this.#decide(principal, request);
      if (allowed) continue;
      this.log.noteDenial(caller, request, messageOf({ user: nameOf(principal), request, because }));
      return { request, because };
    }
    return undefined;
  }

  /** Policies never change while a cloud runs: what was decided once holds. */
  #decide(principal: Principal, request: AccessRequest): Decision {
    const key = this.#keyOf(principal, request);
    const known = this.#decisions.get(key);
    const decision = known ?? this.judge(principal, request);
    if (!known) {
      this.#decisions.set(key, decision);
      this.#asked.set(key, request);
    }
    this.log.noteUse(decision);
    return decision;
  }

  /** What was asked so far, each thing once, whoever asked; of the context only what some condition looks at. */
  asked(): AccessRequest[] {
    const requests = [...this.#asked.values()].map(({ action, resource, context }) => ({
      action,
      resource,
      context: Object.fromEntries(
        this.#keys.flatMap((key) => (context[key] === undefined ? [] : [[key, context[key]]])),
      ),
    }));
    return [...new Map(requests.map((request) => [JSON.stringify(request), request])).values()];
  }

  /** What the policies say, without a note of it. */
  judge(principal: Principal, request: AccessRequest): Decision {
    const { ofRoles, ofResources, trust } = this.policies;
    const own = principal.kind === 'role' ? (ofRoles.get(principal.arn) ?? []) : [];
    const isAssumption = request.action === 'sts:AssumeRole';
    const ofResource = (isAssumption ? trust : ofResources).get(request.resource) ?? [];
    const context = { ...this.#commonContext(principal), ...request.context };
    return decide(principal, { ...request, context }, own, ofResource);
  }

  #commonContext(principal: Principal): RequestContext {
    return {
      ...OVER_TLS,
      'aws:RequestedRegion': this.#place.region,
      ...(principal.kind === 'role' && { 'aws:PrincipalArn': principal.arn }),
      ...(principal.kind !== 'service' && { 'aws:PrincipalAccount': principal.account }),
    };
  }

  /** Of the context, only what some condition looks at tells requests apart: recipients would never repeat. */
  #keyOf(principal: Principal, { action, resource, context }: AccessRequest): string {
    let key = `${callerOf(principal)} ${action} ${resource}`;
    for (const name of this.#keys) {
      const value = context[name];
      if (value !== undefined) key += ` ${name}=${JSON.stringify(value)}`;
    }
    return key;
  }
}
