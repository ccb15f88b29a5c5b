/** The mark: bars that have cooled, one on its way, and the now line through them. */
export function Mark() {
  return (
    <svg viewBox="0 0 18 18" width={18} height={18} aria-hidden>
      <path className="fill-done" d="M0 3h6v2H0zM0 13h5v2H0z" />
      <path className="fill-wait" d="M0 8h7v2H0zM11 8h7v2h-7z" />
      <path className="fill-now" d="M8 0h2v18H8z" />
    </svg>
  );
}
