interface SwitchProps {
  id: string;
  name: string;
  hint: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** A choice between on and off, with what it means. */
export function Switch({ id, name, hint, isOn, onChange }: SwitchProps) {
  return (
    <div class="switch">
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        <label for={id}>{name}</label>
        <span class="small soft" id={`${id}-hint`}>
          {hint}
        </span>
      </span>
    </div>
  );
}
