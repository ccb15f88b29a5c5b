import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { ModelInput } from '../../../shared/domain.ts';
import { Button } from '../../components/button.tsx';
import { InspectorSection } from '../../components/inspector.tsx';

/** The input as it is sent. */
export function JobInput({ input }: { input: ModelInput }) {
  const text = JSON.stringify(input, null, 2);
  const [copied, setCopied] = useState(false);
  return (
    <InspectorSection
      title="Input"
      trailing={
        <Button
          look="ghost"
          size="small"
          icon={<Copy size={12} strokeWidth={1.5} aria-hidden />}
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
      }
    >
      <pre className="code max-h-80 overflow-auto rounded-control bg-well p-3 text-small whitespace-pre-wrap text-text-2 inset-ring inset-ring-line">
        {text}
      </pre>
    </InspectorSection>
  );
}
