import { USUAL_MIRROR } from '../../shared/library/usual-mirror.ts';
import { DEFAULT_PATTERN, PLACEHOLDERS } from '../engine/library/export-name.ts';
import type { CommandName } from './arguments.ts';

const OVERVIEW = `abstrakt-companion: the companion without a window

  run FILE       a file of prompts to the end
  status         keys, batches and totals of a workspace
  jobs           its jobs, with what they wait for or why they failed
  keys           list, add, change and remove API keys
  export DIR     copies the library's files into a folder
  import PATH…   takes files, and all in folders, into the library
  resolve        decides jobs whose answer was lost, and lets held ones go on
  doctor         checks that the workspace is whole, and mends it
  rebuild        makes the database again from the library's files
  move DIR       moves the library's files to another disk, each read back there
  mirror [DIR]   keeps the library's files a second time, under readable names

COMMAND --help tells more. Every command takes:

  --workspace DIR   the folder with database and files; else ABSTRAKT_WORKSPACE, else one among your application data
  --base-url URL    address of the API, with /v1; else ABSTRAKT_BASE_URL, else https://api.abstrakt.one/v1
  --restore         when the database is damaged, put its last good backup back; the damaged one is kept beside it (not with run)
  --json            the result as JSON on standard output, and nothing else there

Keys come from the environment, never stored: ABSTRAKT_API_KEYS="studio=sk_live_…,free=sk_live_…" or ABSTRAKT_API_KEY; or from
the vault that \`keys add\` fills, opened by the passphrase you are asked for or ABSTRAKT_PASSPHRASE.

Exit codes: 0 done · 1 something failed that is not about a job · 2 usage or bad input, nothing enqueued · 3 some jobs failed, were
cancelled or are uncertain · 4 another companion has the workspace open · 130, 143 interrupted
`;

const TOPICS: Record<CommandName, string> = {
  run: `abstrakt-companion run FILE [--workspace DIR] [--base-url URL] [--model ID] [--json] [--again] [--uncertain ask|resubmit] [--release] [--budget N|none]

Enqueues the jobs of FILE and works until each is done, failed, cancelled or uncertain.

FILE is JSONL, one job a line:
  {"model":"fal-ai/flux/schnell","input":{"prompt":"a fox"},"priority":0,"batch":"animals"}
or CSV with a column per input field; columns model, priority and batch are about the job; or a batch as one JSON object, as "Save as
file" in Compose writes it, with how it is sent:
  {"abstraktBatch":1,"name":"animals","jobs":[{"model":"…","input":{…}}],"priority":0,"labels":["studio"],"creditBudget":{"credits":500},
   "start":{"kind":"at","at":"2026-12-01T14:00:00Z"} or {"kind":"hours","from":1320,"to":360,"zone":"Europe/Berlin"} (minutes of the day)
   or {"kind":"new-day"},"tryFirst":12,"stopAfter":3,"uncertainRule":"resubmit","reuse":true}
Bad lines are named, and with one of them nothing is enqueued.

  --model ID               for lines that name no model
  --again                  run a file that is over once more; one that is not over goes on
  --release                a batch that tries its first jobs and waits for a look goes on with the others
  --uncertain resubmit     send jobs again whose answer was lost; each may then run and cost twice. Without it they are listed and kept
  --budget N               credits that a batch of FILE may cost at most, over all runs; jobs whose cost is unknown then wait. The same
                           command with more goes on; none takes it away
  --json                   one object at the end:
                           {"jobs":{"done","failed","uncertain","cancelled"},"requests":{"run","poll","other"},"rateLimited",
                           "creditsUsed","seconds","assets","keys":[{"label","requests","rateLimited","jobs"}]}
                           Jobs, requests, refusals (rateLimited), credits, assets and keys count over all runs of this file;
                           seconds is the time of this run.

Interrupted in any way, the same command goes on where it was: FILE is known by its contents and --model.
`,
  status: `abstrakt-companion status [--workspace DIR] [--json]

Keys, batches and totals. Sends nothing.
`,
  jobs: `abstrakt-companion jobs [--workspace DIR] [--state STATE[,STATE]] [--batch ID] [--json]

Jobs with their state, and what they wait for or why they failed. Sends nothing.
States: queued, submitting, running, collecting, done, failed, uncertain, cancelled.
`,
  keys: `abstrakt-companion keys [list]
abstrakt-companion keys add [--label LABEL] < FILE
abstrakt-companion keys set LABEL [--budget N|none] [--account NAME|none]
abstrakt-companion keys remove LABEL

add reads secrets from standard input, one a line, bare or as label=secret; on a terminal it asks for one. They go into the
workspace's vault, encrypted under your passphrase. Keys in ABSTRAKT_API_KEYS are used while they are there and never stored.

  --budget N       credits that the key may cost at most, all it ever cost included
  --account NAME   keys of one account share its allowance: name them alike, and together they keep to it
`,
  export: `abstrakt-companion export DIR [--workspace DIR] [--pattern P] [--profile NAME] [--batch ID] [--sidecars] [--json]

Copies the library's files into DIR. Files that are there already are left alone, so a second export adds what is new.

  --pattern P   names of the files, without their ending. Default: ${DEFAULT_PATTERN}
                ${PLACEHOLDERS.map((name) => `{${name}}`).join(' ')}
  --profile N   what PNG, JPEG and WebP files say of their making: everything (prompt, input, model, seed, title, tags, rating), prompt,
                or nothing. Without it files are copied byte for byte (as-is)
  --sidecars    also how each was made, as NAME.json; as much as the profile says
`,
  import: `abstrakt-companion import PATH… [--workspace DIR] [--json]

Takes pictures, films and sound into the library: files, and all files in folders. The same bytes are kept once. Prompts that the companion,
Stable Diffusion web UI, ComfyUI, InvokeAI or NovelAI wrote into a file are read. Each file that is refused is named with the reason;
then the exit code is 3. Sends nothing.
`,
  resolve: `abstrakt-companion resolve DECISION [--job ID[,ID]] [--batch ID] [--always] [--workspace DIR] [--json]

Decides for these jobs, for those of a batch, or for all that wait for it. Sends nothing itself: the next \`run\` or host does.

  resubmit   uncertain jobs are sent again; each may run and cost twice. Held ones only where --job names them
  fail       uncertain jobs count as failed
  release    jobs that are held, because the companion ended twice while it worked on them, go on where they were

  --always   with resubmit and --batch: also what becomes uncertain of that batch later
`,
  doctor: `abstrakt-companion doctor [--workspace DIR] [--rehash] [--mend [--look-in DIR]...] [--json]

Checks the database, and that every file of the library is there with its size. Sends nothing. Exit 0 when all is whole or mended, 3 when files
are missing or damaged.

  --rehash       reads every file and compares its SHA-256: slow on a large library
  --mend         counts figures anew, puts back lost files whose bytes lie elsewhere in the workspace, writes sidecars that are missing, takes in
                 files that tell how they were made, deletes downloads that nobody will continue, and moves what is left over to the workspace's
                 folder set-aside. Lost files are also asked for at the address they came from by Verify in the app, never here.
  --look-in DIR  looks for lost files there too, by size and hash, whatever they are called
`,
  move: `abstrakt-companion move DIR [--workspace DIR] [--json]
       abstrakt-companion move --on | --back | --remove-old | --give-up

Copies every file of the library into an empty folder (or one called "Abstrakt library" inside DIR), reads each back and compares its hash; only when
all are there does the library switch, in one step. The database and the thumbnails stay in the workspace. Broken off at any instant, the library is
whole where it was.

  --on           goes on with a move that was broken off; what is there is not copied again
  --back         moves back, as long as the former files were not removed
  --remove-old   removes the former files; the move cannot be taken back then
  --give-up      removes the copies of a move that was broken off
`,
  mirror: `abstrakt-companion mirror [DIR] [--template T] [--workspace DIR] [--json]
       abstrakt-companion mirror --end keep|remove

Makes the readable mirror, or brings it up to date: every file a second time in DIR (else in the folder it has, else the workspace's folder mirror),
as hard links where the disk has them, else copies. The app and the browser host keep it up to date from then on; so does the same command. Sends
nothing. A file that somebody changed there is left alone. Exit 3 where something is still to be done.

  --template T   folders and names. Default: ${USUAL_MIRROR}
                 ${PLACEHOLDERS.map((name) => `{${name}}`).join(' ')}
  --end keep     ends it, its files stay; --end remove: they go, but for those that somebody changed
`,
  rebuild: `abstrakt-companion rebuild [--workspace DIR] [--force] [--json]

Makes the database again from the library's files: assets, how they were made, their jobs and batches, what is in the trash. Sends nothing.
Says what it could not. Not in the files are: jobs without an output, keys, settings, the log of requests. An earlier database is kept beside it.

  --force   also when the database is whole
`,
};

export function helpText(topic: CommandName | null): string {
  return topic ? TOPICS[topic] : OVERVIEW;
}
