import type { EndpointName } from '../../../shared/domain.ts';
import type { ApiClient } from '../api/exchange.ts';
import type { Downloader } from '../api/downloader.ts';
import type { LineHealth } from '../scheduler/line-health.ts';

/** One API that this engine talks to. */
export interface Endpoint {
  name: EndpointName;
  baseUrl: string;
  api: ApiClient;
  downloader: Downloader;
  health: LineHealth;
}

/** The real API always, the sandbox while it runs. */
export interface Endpoints {
  get(name: EndpointName): Endpoint | null;
  all(): Endpoint[];
}
