interface TextAreaProps {
  id: string;
  name: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
}

/** Several lines of text, with what belongs into them. */
export function TextArea({ id, name, hint, value, onChange }: TextAreaProps) {
  return (
    <div class="field">
      <label for={id}>{name}</label>
      <span class="small soft" id={`${id}-hint`}>
        {hint}
      </span>
      <textarea
        id={id}
        class="input input--list"
        rows={5}
        spellcheck={false}
        aria-describedby={`${id}-hint`}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
