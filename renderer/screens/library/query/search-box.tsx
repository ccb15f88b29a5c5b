import { Search, X } from 'lucide-react';
import { IconButton } from '../../../components/button.tsx';
import { Input } from '../../../components/input.tsx';
import { counted } from '../../../look/numbers.ts';
import { isFiltered, useLibraryQuery } from './library-query.ts';

/** One box over prompt, model and batch. */
export function SearchBox({ total }: { total: number | null }) {
  const query = useLibraryQuery();
  return (
    <Input
      className="h-8 flex-1"
      aria-label="Search the library"
      placeholder="Search prompts, models, batches"
      dir="auto"
      value={query.text}
      onChange={(event) => useLibraryQuery.setState({ text: event.target.value })}
      leading={<Search size={14} aria-hidden />}
      trailing={
        <>
          {isFiltered(query) && total !== null && <output className="px-1">{counted(total, 'asset')} found</output>}
          {query.text !== '' && (
            <IconButton size="small" label="Clear the search" icon={<X size={14} aria-hidden />} onClick={() => useLibraryQuery.setState({ text: '' })} />
          )}
        </>
      }
    />
  );
}
