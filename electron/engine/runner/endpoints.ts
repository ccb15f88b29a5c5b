import type { EndpointName } from '../../../shared/domain.ts';
import type { ApiClient, RemoteModel } from '../api/exchange.ts';
import type { Downloader } from '../api/downloader.ts';
import type { LineHealth } from '../scheduler/line-health.ts';

/** One API that this engine talks to. */
export interface Endpoint {
  name: EndpointName;
  baseUrl: string;
  api: ApiClient;
  downloader: Downloader;
  health: LineHealth;
  /** The API listed these models: the catalog takes them in, and saved ids of another style are translated from now on. */
  listed(models: readonly RemoteModel[]): void;
  /** Somebody typed this id of a model that the API has not listed: it goes out so until an answer tells better. A wrong id costs a request. */
  typed(model: string, id: string): void;
}

/** The real API always, the sandbox while it runs. */
export interface Endpoints {
  get(name: EndpointName): Endpoint | null;
  all(): Endpoint[];
}
