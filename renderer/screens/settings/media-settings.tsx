import { useEffect, useState, type SubmitEvent } from 'react';
import { type BucketSettings, bucketSettings } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { Outcome } from '../../components/glyph.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Switch } from '../../components/switch.tsx';
import { useCommand } from '../../state/command.ts';
import { useClient, useEngine } from '../../state/engine.tsx';
import { SecretField, TextField } from './text-field.tsx';

/** How files that the API has no address of get there: inside the request, or by a bucket of the user's own. */
export function MediaSettings() {
  const asData = useEngine((state) => state.settings?.mediaAsData ?? false);
  const update = useCommand('settings.update');
  return (
    <div className="flex flex-col gap-4">
      <p className="text-body text-text-2">
        The API takes addresses. Of its own outputs it keeps one for a day; other files need a way. Compose says for each file which one it will be.
      </p>
      <Switch checked={asData} onChange={(mediaAsData) => void update.run({ mediaAsData })}>
        Send files inside the request, where a model takes that
      </Switch>
      <p className="text-small text-text-3">The API does not document it. Each model is tried once, with one job, and what it answered is remembered.</p>
      <Bucket />
    </div>
  );
}

const FIELDS = [
  { name: 'endpoint', label: 'Endpoint', placeholder: 'https://s3.example.com' },
  { name: 'region', label: 'Region', placeholder: 'us-east-1' },
  { name: 'name', label: 'Bucket', placeholder: 'my-inputs' },
  { name: 'accessKeyId', label: 'Access key id', placeholder: 'AKIA…' },
] as const;

const EMPTY: BucketSettings = { endpoint: '', region: '', name: '', accessKeyId: '' };

/** The bucket may stay private: the API gets addresses that are signed, and end. */
function Bucket() {
  const saved = useEngine((state) => state.settings?.bucket ?? null);
  const [edited, setEdited] = useState<BucketSettings | null>(null);
  const [secret, setSecret] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const update = useCommand('settings.update', true);
  const keep = useCommand('bucket.setSecret', true);
  const known = useSecretKnown(secret);
  const shown = edited ?? saved ?? EMPTY;
  const read = bucketSettings.safeParse(shown);
  const wrong = (name: string) => (edited === null || read.success ? undefined : read.error.issues.find((issue) => issue.path[0] === name)?.message);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setProblem(null);
    if (!read.success) return;
    if (secret !== '' && (await keep.run({ secret })) === undefined) return;
    if ((await update.run({ bucket: read.data })) === undefined) return;
    setSecret('');
    setEdited(null);
  }

  async function forget(): Promise<void> {
    if ((await keep.run({ secret: null })) === undefined) return;
    await update.run({ bucket: null });
    setEdited(null);
  }

  const changed = edited !== null || secret !== '';
  return (
    <form onSubmit={(event) => void save(event)} className="flex flex-col gap-3" aria-label="Your bucket">
      <p className="text-body text-text">A bucket of your own, S3-compatible. It can stay private: the API gets an address that ends after a day.</p>
      <div className="grid grid-cols-2 gap-x-4 gap-y-3">
        {FIELDS.map(({ name, label, placeholder }) => (
          <TextField
            key={name}
            label={label}
            error={wrong(name)}
            value={shown[name]}
            placeholder={placeholder}
            onChange={(value) => setEdited({ ...shown, [name]: value })}
          />
        ))}
        <SecretField
          label="Secret access key"
          kept={known}
          placeholder=""
          error={keep.error?.message ?? update.error?.message}
          value={secret}
          onChange={setSecret}
        />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          look="primary"
          busy={keep.busy || update.busy}
          disabledBecause={!changed ? 'Nothing is changed' : !read.success ? 'Fill in all fields first' : undefined}
        >
          Save the bucket
        </Button>
        <Trial disabled={saved === null || !known || changed} onProblem={setProblem} />
        {saved && (
          <Button look="ghost" onClick={() => void forget()}>
            Forget the bucket
          </Button>
        )}
      </div>
      {problem !== null && <ErrorNotice title={problem} />}
    </form>
  );
}

function Trial({ disabled, onProblem }: { disabled: boolean; onProblem(problem: string | null): void }) {
  const test = useCommand('bucket.test');
  const [works, setWorks] = useState(false);
  async function run(): Promise<void> {
    setWorks(false);
    onProblem(null);
    const answer = await test.run(null);
    setWorks(answer?.problem === null);
    onProblem(answer?.problem ?? null);
  }
  return (
    <>
      <Button busy={test.busy} disabledBecause={disabled ? 'Save the bucket and its secret first' : undefined} onClick={() => void run()}>
        Try it
      </Button>
      {works && !disabled && <Outcome name="done" word="written and read back" />}
    </>
  );
}

/** Whether the vault has a secret for the bucket, asked anew when it may have changed. */
function useSecretKnown(typed: string): boolean {
  const client = useClient();
  const settings = useEngine((state) => state.settings);
  const vault = useEngine((state) => state.status?.vault.state);
  const [known, setKnown] = useState(false);
  useEffect(() => {
    let current = true;
    const keepLast = () => {};
    void client.call('bucket.status', null).then(({ secret }) => current && setKnown(secret), keepLast);
    return () => {
      current = false;
    };
  }, [client, settings, vault, typed]);
  return known;
}
