export const USAGE = `The stand-in for the abstrakt API, on this machine only.

  npm run --silent sandbox -- [options]

  --port N               port on 127.0.0.1; 0 takes a free one (default 4010)
  --keys LIST            plans, or label=plan, separated by commas (default free,pro,business);
                         label=60/10/5000 makes a custom plan: requests a minute / concurrent jobs / requests a day
  --window KIND          how the minute is counted: fixed, sliding or token-bucket (default fixed)
  --revision R           which published revision of the API to speak: A, B or T (default B)
  --time-scale X         multiplies job durations, never the limits' minute (default 1)
  --durations JSON       by model id: milliseconds, or {"medianMs":4000,"spread":0.2}
  --media real|stub      stub serves a few bytes in place of media (default real)
  --seed N               repeats durations, faults and secrets (default 1)
  --faults JSON          [{"kind":"cut-after-accept","rate":0.05}, ...]; see below
  --clock-offset-s N     seconds its clock is ahead (default 0)
  --strict-body          refuse body fields the revision does not know
  --no-data-uris         refuse media inputs that are files inside the request
  --credits LABEL=N      credits a key may spend; may be repeated
  --permissions LABEL=P+P  permissions of a key (models:read, models:run, jobs:read, jobs:write); may be repeated
  --account LABEL=NAME   keys of one account share the limits of its first; may be repeated
  --webhook-secret TEXT  signs webhooks in revisions A and T (default whsec_sandbox)
  --help                 this text

A fault has a kind, one of "rate" (0 to 1), "count" (the first so many) or "nth" (only that one), and may be held to a
"model", a "key" (its label) or an "endpoint" (run, poll, result, cancel, list, model, output, webhook):

  connection   refuse, hang                                        nothing is counted, nothing accepted
  before       cut-before-accept, error-500, error-503-before-accept   counted, nothing accepted
  after        cut-after-accept, error-503-after-accept            accepted, the answer is lost
  headers      no-rate-headers, wrong-rate-headers, retry-after-date
  answers      malformed-json, truncated-json, wrong-types         accepted, the answer is unreadable
  jobs         content-filter                                      accepted, the job fails
  downloads    slow-download, cut-download, wrong-length, wrong-bytes, redirect-private, redirect-file
  webhooks     webhook-lost

Ready, it prints one JSON line with its address and keys. GET /sandbox/accepted tells what it accepted,
GET /sandbox/state how it stands; POST /sandbox/faults and POST /sandbox/clock change it while it runs.
A prompt with the word "forbidden" always fails. It ends on SIGTERM, SIGINT, or when the program that started it ends.
Exit codes: 0 ended as asked, 1 the port is taken or something broke, 2 called wrongly. More in docs/sandbox.md.
`;
