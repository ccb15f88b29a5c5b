import { Popover } from '@base-ui/react/popover';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { priceAndTime } from '../jobs/cost.ts';
import { ModelPicker, type ModelPickerProps } from './model-picker.tsx';

/** The picker where there is no room for its column. */
export function ModelDropDown({ models, chosen, onChoose }: ModelPickerProps) {
  const [open, setOpen] = useState(false);
  const model = models.find((each) => each.id === chosen);
  return (
    <div className="flex items-center gap-3 border-b border-line px-4 py-2">
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger
          render={
            <Button>
              {model?.name ?? 'Choose a model'}
              <ChevronDown size={14} aria-hidden />
            </Button>
          }
        />
        <Popover.Portal>
          <Popover.Positioner align="start" sideOffset={4} className="z-40">
            <Popover.Popup aria-label="Models" className="flex h-120 max-h-(--available-height) w-72 flex-col rounded-panel bg-raised pt-2 shadow-float">
              <ModelPicker
                models={models}
                chosen={chosen}
                onChoose={(next) => {
                  onChoose(next);
                  setOpen(false);
                }}
              />
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
      {model && <span className="truncate text-small text-text-3">{priceAndTime(model)}</span>}
    </div>
  );
}
