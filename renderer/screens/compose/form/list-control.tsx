import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '../../../components/button.tsx';
import { unreachable } from '../../../../shared/unreachable.ts';
import { MediaControl } from '../media/media-control.tsx';
import type { ItemField, ListField } from '../schema/field.ts';
import type { Json } from '../schema/json.ts';
import type { ControlProps } from './control-props.ts';
import { NumberControl } from './number-control.tsx';
import { EnumControl, TextControl } from './simple-controls.tsx';

/** Several values of one kind, one a row. */
export function ListControl({ field, value, onChange, id, errorId, invalid }: ControlProps<ListField>) {
  const entries: readonly Json[] = Array.isArray(value) ? value : [];
  const put = (next: Json[]) => onChange(next.length === 0 ? undefined : next);
  const full = field.maxItems !== null && entries.length >= field.maxItems;
  return (
    <div className="flex flex-col gap-1.5">
      {entries.map((entry, at) => (
        <div key={at} className="flex items-start gap-1">
          <div className="min-w-0 flex-1">
            <ItemControl
              field={field.item}
              value={entry}
              id={`${id}-${at}`}
              label={`${field.name}, entry ${at + 1}`}
              errorId={errorId}
              invalid={invalid}
              onChange={(next) => put(entries.map((old, place) => (place === at ? (next ?? '') : old)))}
            />
          </div>
          <IconButton
            label={`Remove entry ${at + 1} of ${field.name}`}
            icon={<X size={14} aria-hidden />}
            onClick={() => put(entries.filter((_, place) => place !== at))}
          />
        </div>
      ))}
      <Button
        id={id}
        size="small"
        className="self-start"
        icon={<Plus size={12} aria-hidden />}
        disabledBecause={full ? `${field.name} takes at most ${field.maxItems}` : undefined}
        onClick={() => put([...entries, ''])}
      >
        Add an entry
      </Button>
    </div>
  );
}

function ItemControl({ field, ...rest }: ControlProps<ItemField>) {
  switch (field.kind) {
    case 'text':
      return <TextControl field={field} {...rest} />;
    case 'integer':
    case 'number':
      return <NumberControl field={field} {...rest} />;
    case 'enum':
      return <EnumControl field={field} {...rest} />;
    case 'media':
      return <MediaControl field={field} {...rest} />;
    default:
      return unreachable(field);
  }
}
