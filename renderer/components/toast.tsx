import { Toast as Base } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { Button } from './button.tsx';
import { Glyph } from './glyph.tsx';
import { toastManager, type ToastNotice } from './toasts.ts';

/** Once, in the app: bottom right, at most three. */
export function ToastHost() {
  return (
    <Base.Provider toastManager={toastManager} limit={3}>
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-11 z-40 flex w-95 flex-col gap-2 outline-none">
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Toasts() {
  const { toasts, close } = Base.useToastManager<ToastNotice>();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      // It can be focused, so it is not hidden from readers of the screen either, which it would be where it is urgent.
      aria-hidden={false}
      className="rounded-panel bg-raised shadow-float transition-[opacity,translate] duration-(--duration-panel) data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Base.Content className="flex items-start gap-3 p-3">
        <Glyph name={toast.data?.glyph ?? 'done'} className="mt-1" />
        <div className="min-w-0 flex-1">
          <Base.Title className="text-body font-medium break-words text-text" />
          <Base.Description className="text-small text-text-2" />
        </div>
        {toast.data?.action && (
          <Button
            onClick={() => {
              toast.data?.action?.run();
              close(toast.id);
            }}
          >
            {toast.data.action.label}
          </Button>
        )}
        {/* Never lain over by another, so it is there for readers of the screen too; Base UI takes notices for a folded pile. */}
        <Base.Close aria-label="Close" aria-hidden={false} className="rounded-chip p-1 text-text-3 hover:text-text">
          <X size={14} aria-hidden />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
