import { CSPProvider } from '@base-ui/react/csp-provider';
import { ConfirmHost } from '../components/confirm.tsx';
import { ToastHost } from '../components/toast.tsx';
import { TooltipProvider } from '../components/tooltip.tsx';
import { EngineProvider, type EngineAccess } from '../state/engine.tsx';
import { Frame } from './frame.tsx';
import { Gate } from './gate.tsx';
import { useTheme } from './theme.ts';

/** The whole window over one engine. */
export function App({ access }: { access: EngineAccess }) {
  return (
    <CSPProvider disableStyleElements>
      <EngineProvider access={access}>
        <TooltipProvider>
          <Themed />
          <ConfirmHost />
          <ToastHost />
        </TooltipProvider>
      </EngineProvider>
    </CSPProvider>
  );
}

function Themed() {
  useTheme();
  return (
    <Gate>
      <Frame />
    </Gate>
  );
}
