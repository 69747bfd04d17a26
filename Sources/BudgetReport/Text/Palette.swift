/// The few colours of a terminal, or none of them.
public struct Palette: Sendable {
  private let isOn: Bool

  /// Colours only where somebody sees them.
  public init(isOn: Bool) {
    self.isOn = isOn
  }

  /// What a coloured text says.
  public enum Tone: Sendable {
    /// Something is wrong.
    case bad
    /// Somebody should look.
    case doubtful
    /// All is well.
    case good
    /// A heading.
    case strong
    /// Beside the point.
    case faint
  }

  /// The text in its colour. The text must have passed `visible` and its width been measured:
  /// the codes around it take no column.
  public func callAsFunction(_ text: String, _ tone: Tone?) -> String {
    guard isOn, let tone, !text.isEmpty else { return text }
    return "\u{1B}[\(code(of: tone))m\(text)\u{1B}[0m"
  }

  /// The parameter of the terminal's SGR sequence. Source: ECMA-48, section 8.3.117.
  private func code(of tone: Tone) -> Int {
    switch tone {
    case .bad: 31
    case .doubtful: 33
    case .good: 32
    case .strong: 1
    case .faint: 2
    }
  }
}
