import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useRef,
  useState,
} from "react";

/** Loaded when somebody is asked. */
const PasswordDialog = lazy(async () => ({
  default: (await import("./password-dialog.tsx")).PasswordDialog,
}));

/** Asks for the password and begins a new session with it; false when the person would rather not. */
export type AskPassword = () => Promise<boolean>;

const SudoContext = createContext<AskPassword>(async () => false);

/** How a verb asks for the password that the law wants (IAM-5). */
export function useAskPassword(): AskPassword {
  return useContext(SudoContext);
}

interface SudoProps {
  readonly email: string;
  readonly children: ReactNode;
}

/** Asks the signed-in person for the password when a verb below needs one that was just given. */
export function Sudo({ email, children }: SudoProps) {
  const [asking, setAsking] = useState(false);
  const answer = useRef<((given: boolean) => void) | null>(null);
  const ask = useCallback<AskPassword>(() => {
    setAsking(true);
    return new Promise((resolve) => {
      answer.current = resolve;
    });
  }, []);
  const close = (given: boolean) => {
    setAsking(false);
    answer.current?.(given);
    answer.current = null;
  };
  return (
    <SudoContext.Provider value={ask}>
      {children}
      {asking && (
        <Suspense>
          <PasswordDialog email={email} close={close} />
        </Suspense>
      )}
    </SudoContext.Provider>
  );
}
