import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { HEARD, METRICS_NAMESPACE } from './metric-names.ts';

/**
 * What may be logged (d-15): these fields and nothing else. Names, free text, tokens, bodies and file names
 * cannot be logged, because there is no field for them.
 */
export type LogFields = {
  readonly subject?: string;
  readonly source?: string;
  readonly eventId?: string;
  readonly type?: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly versions?: readonly number[];
  readonly uploadId?: string;
  readonly key?: string;
  readonly revision?: number;
  readonly status?: number;
  readonly route?: string;
  /** Part of the pseudonym of who asked. */
  readonly by?: string;
  /** How much a run looked at. */
  readonly looked?: Readonly<Record<string, number>>;
};

/** The one logger and the one meter of a function. */
export interface Telemetry {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** One line and one count per judged message, and one more for a reason that is {@link HEARD}. */
  note(message: string, fields: LogFields): void;
  /** A failure of machinery, with its cause; the message or record is delivered again. */
  failed(message: string, error: unknown): void;
}

/**
 * Telemetry of one function. Its metrics have the dimensions `service` and, where the variable STAGE names one,
 * `stage`: stages of one account share the namespace, and an alarm has to hear its own. Never per Gebietskoerperschaft.
 */
export function telemetryOf(
  serviceName: string,
  { STAGE: stage = '' }: Readonly<Record<string, string | undefined>> = {},
): Telemetry {
  const logger = new Logger({ serviceName });
  const metrics = new Metrics({
    namespace: METRICS_NAMESPACE,
    serviceName,
    ...(stage !== '' && { defaultDimensions: { stage } }),
  });
  return {
    logger,
    metrics,
    note(message, fields) {
      const { eventId, ...others } = fields;
      logger.info(message, { ...(eventId !== undefined && { eventId: withoutAccount(eventId) }), ...others });
      const { outcome, reason } = fields;
      if (outcome !== undefined) metrics.addMetric(outcome, MetricUnit.Count, 1);
      if (HEARD.some((code) => code === reason)) metrics.addMetric(`${reason}`, MetricUnit.Count, 1);
    },
    failed(message, error) {
      logger.error(message, error instanceof Error ? error : new Error('Unknown failure'));
    },
  };
}

/** The user pool's id of a person, as it stands before the Idempotency-Key in ids of earlier releases. */
const FORMER_ACCOUNT = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=:)/u;

/** An id as a log may name it: what an earlier release recorded is never renamed, and its account is nobody's to read. */
export function withoutAccount(eventId: string): string {
  return eventId.replace(FORMER_ACCOUNT, 'account');
}

/** Middleware that publishes what was counted; a run that counted nothing says nothing. */
export function countedBy({ metrics }: Telemetry): { after(): void; onError(): void } {
  const publish = () => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  return { after: publish, onError: publish };
}
