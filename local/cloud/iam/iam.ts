import type { AwsResponse } from '../base/aws-api.ts';
import { AwsError } from '../base/aws-error.ts';
import type { AwsCall, Delivery } from '../base/calls.ts';
import type { StackModel } from '../base/stack-model.ts';
import type { PutEventsEntry } from '../events/api.ts';
import { messageOf, refusalOf, requestsOf } from './calls.ts';
import { putEventsRequests } from './calls-events.ts';
import type { ConditionKey, RequestContext } from './context.ts';
import { AccessLog, callerOf, type Decision, decide } from './decision.ts';
import { keysIn, type Policies, readPolicies } from './policies.ts';
import { nameOf, type Principal } from './principal.ts';
import type { AccessRequest, Place } from './request.ts';

const POLLING = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const OVER_TLS = { 'aws:SecureTransport': 'true' } as const;

/** Evaluates the templates' policies for everything that functions, and AWS in the account's name, want to do. */
export class AccessControl {
  readonly log = new AccessLog();
  readonly #policies: Policies;
  readonly #place: Place;
  readonly #keys: readonly ConditionKey[];
  readonly #decisions = new Map<string, Decision>();

  /** @throws TemplateError when a policy holds something that cannot be evaluated */
  constructor(stacks: readonly StackModel[], { account, region }: Omit<Place, 'identities'>) {
    this.#policies = readPolicies(stacks);
    this.#keys = keysIn(this.#policies);
    this.#place = { account, region, identities: stacks.flatMap(({ identities }) => identities) };
  }

  /** The service's refusal when a function calls it without permission. Callers that are no functions may all. */
  refuse(call: AwsCall): AwsResponse | undefined {
    const principal = this.#policies.functions.get(call.caller);
    if (!principal) return undefined;
    for (const request of requestsOf(call, this.#place)) {
      const decision = this.#decide(principal, request);
      if (decision.allowed) continue;
      const refusal = { user: nameOf(principal), request, because: decision.because };
      this.log.noteDenial(call.caller, request, messageOf(refusal));
      return refusalOf(call.service, refusal);
    }
    return undefined;
  }

  /** Whether Lambda may read a queue in a function's name. */
  mayPoll(functionArn: string, queueArn: string): boolean {
    const principal = this.#policies.functions.get(functionArn);
    if (!principal) return false;
    const request = (action: string) => ({ action, resource: queueArn, context: {} });
    return POLLING.every((action) => this.#allows(principal, request(action), functionArn));
  }

  /** Whether a rule may send to a queue in EventBridge's name, or a schedule with the role it runs with. */
  mayDeliver({ from, sourceArn, roleArn, queueArn }: Delivery): boolean {
    const send = { action: 'sqs:SendMessage', resource: queueArn };
    const { account } = this.#place;
    if (from === 'rule') {
      const events: Principal = { kind: 'service', name: 'events.amazonaws.com' };
      const context = { 'aws:SourceAccount': account, 'aws:SourceArn': sourceArn };
      return this.#allows(events, { ...send, context });
    }
    const role: Principal = { kind: 'role', arn: roleArn ?? '', account, session: 'scheduler' };
    return this.#mayAssume(role.arn, groupArn(sourceArn)) && this.#allows(role, { ...send, context: {} });
  }

  #mayAssume(roleArn: string, sourceArn: string): boolean {
    const scheduler: Principal = { kind: 'service', name: 'scheduler.amazonaws.com' };
    const context = { 'aws:SourceAccount': this.#place.account, 'aws:SourceArn': sourceArn };
    return this.#allows(scheduler, { action: 'sts:AssumeRole', resource: roleArn, context });
  }

  /** @throws AwsError AccessDeniedException when another account may not put events on these buses */
  assertMayPutEvents(senderAccount: string, entries: readonly PutEventsEntry[]): void {
    if (senderAccount === this.#place.account) return;
    const sender: Principal = { kind: 'account', account: senderAccount };
    for (const request of putEventsRequests(entries, this.#place)) {
      if (this.#allows(sender, request)) continue;
      const { because } = this.#decide(sender, request);
      throw new AwsError('AccessDeniedException', 400, messageOf({ user: nameOf(sender), request, because }));
    }
  }

  #allows(principal: Principal, request: AccessRequest, caller = callerOf(principal)): boolean {
    const { allowed, because } = this.#decide(principal, request);
    if (!allowed)
      this.log.noteDenial(caller, request, messageOf({ user: nameOf(principal), request, because }));
    return allowed;
  }

  /** Policies never change while a cloud runs: what was decided once holds. */
  #decide(principal: Principal, request: AccessRequest): Decision {
    const key = this.#keyOf(principal, request);
    const known = this.#decisions.get(key);
    const decision = known ?? this.#evaluate(principal, request);
    if (!known) this.#decisions.set(key, decision);
    this.log.noteUse(decision);
    return decision;
  }

  #evaluate(principal: Principal, request: AccessRequest): Decision {
    const { ofRoles, ofResources, trust } = this.#policies;
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

/** What a schedule's ARN tells the trust policy of its role: only the group counts. */
function groupArn(scheduleArn: string): string {
  const [start, group = ''] = scheduleArn.split(':schedule/');
  return `${start}:schedule-group/${group.split('/', 1)}`;
}
