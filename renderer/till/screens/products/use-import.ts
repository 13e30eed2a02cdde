import { useEffect, useState } from 'react';
import type {
  ContractError,
  ImportMapping,
  ImportProgress,
  ResponseOf,
} from '../../../../shared/contract/index.ts';
import { useTill } from '../../store/index.ts';

const PART_BYTES = 32 * 1024;
const LOOK_EVERY_MS = 250;

export type ImportPreview = ResponseOf<'catalogImport.preview'>;

/** One file on its way into the catalogue: uploaded part by part, looked at, checked and taken by main. */
export function useImport() {
  const ask = useTill((state) => state.ask);
  const [importId, setImportId] = useState<string | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const [uploadShare, setUploadShare] = useState<number | null>(null);
  const [error, setError] = useState<ContractError | null>(null);

  useEffect(() => {
    let isHere = true;
    const look = async (): Promise<void> => {
      const answer = await ask('catalogImport.getProgress', {}, { quiet: true });
      if (isHere && answer.ok) setProgress(answer.value.running);
    };
    void look();
    const timer = window.setInterval(() => void look(), LOOK_EVERY_MS);
    return () => {
      isHere = false;
      window.clearInterval(timer);
    };
  }, [ask]);

  const upload = async (file: File): Promise<void> => {
    setError(null);
    setPreview(null);
    const begun = await ask('catalogImport.begin', { fileName: file.name.slice(0, 120) }, { quiet: true });
    if (!begun.ok) {
      setError(begun.error);
      return;
    }
    const { importId: id } = begun.value;
    for (let part = 0; part * PART_BYTES < Math.max(1, file.size); part += 1) {
      const bytes = new Uint8Array(
        await file.slice(part * PART_BYTES, (part + 1) * PART_BYTES).arrayBuffer(),
      );
      setUploadShare((part * PART_BYTES) / Math.max(1, file.size));
      const data = `base64:${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
      const sent = await ask('catalogImport.append', { importId: id, part, data }, { quiet: true });
      if (sent.ok) continue;
      setError(sent.error);
      setUploadShare(null);
      return;
    }
    setUploadShare(null);
    const seen = await ask('catalogImport.preview', { importId: id }, { quiet: true });
    if (!seen.ok) setError(seen.error);
    else {
      setImportId(id);
      setPreview(seen.value);
    }
  };
  const settle = async (
    act: Promise<{ readonly ok: boolean; readonly error?: ContractError }>,
  ): Promise<void> => {
    const answer = await act;
    setError(answer.ok ? null : (answer.error ?? null));
  };
  return {
    preview,
    progress,
    uploadShare,
    error,
    upload: (file: File): void => void upload(file),
    check: (mapping: ImportMapping, decimalSign: '.' | ','): void => {
      if (importId === null) return;
      void settle(
        ask('catalogImport.check', { importId, mapping: [...mapping], decimalSign }, { quiet: true }),
      );
    },
    apply: (id: string, leaveOut = false): void =>
      void settle(ask('catalogImport.apply', { importId: id, leaveOut }, { quiet: true })),
    reset: (): void => {
      if (progress !== null) void ask('catalogImport.drop', { importId: progress.importId }, { quiet: true });
      setImportId(null);
      setPreview(null);
      setProgress(null);
      setError(null);
    },
  };
}
